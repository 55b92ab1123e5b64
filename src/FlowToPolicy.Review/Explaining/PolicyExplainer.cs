using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Explains one policy of a set: what it says, who used it, what would change without it.</summary>
public static class PolicyExplainer
{
    /// <summary>The policies that a reader's words name: <c>name</c>, <c>ns/name</c> or <c>kind/ns/name</c> (<c>cnp</c>, <c>ccnp</c>, <c>netpol</c> or the kind in full).</summary>
    public static IReadOnlyList<Policy> Named(PolicySet set, string text)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        PolicyKind? kind = parts.Length is 2 or 3 ? Kind(parts[0]) : null;
        string[] rest = kind is null ? parts : parts[1..];
        return
        [
            .. set.Policies.Where(policy => rest switch
            {
                [var name] => policy.Name == name,
                [var space, var name] => policy.Name == name && policy.Namespace == space,
                _ => false,
            } && (kind is null || policy.Kind == kind)),
        ];
    }

    /// <summary>The name by which a reader finds a policy and no other: <c>kind/ns/name</c>.</summary>
    public static string NameOf(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string kind = policy.Kind switch
        {
            PolicyKind.CiliumNetworkPolicy => "cnp",
            PolicyKind.CiliumClusterwideNetworkPolicy => "ccnp",
            _ => "netpol",
        };
        return policy.Namespace.Length == 0 ? $"{kind}/{policy.Name}" : $"{kind}/{policy.Namespace}/{policy.Name}";
    }

    /// <summary>Explains a policy.</summary>
    /// <param name="policy">The policy, one of the set.</param>
    /// <param name="set">All policies that are in force together.</param>
    /// <param name="graph">The window; null when there is none.</param>
    /// <param name="pods">The pods of the cluster, as far as they are known.</param>
    /// <param name="options">How to judge.</param>
    public static PolicyExplanation Explain(Policy policy, PolicySet set, CommunicationGraph? graph, IReadOnlyList<KnownPod> pods, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        PolicySet alone = set with { Policies = [policy] };
        var items = new RuleItems(alone, options.Evaluation);
        UsageScan scan = graph is null ? new UsageScan(items) : new UsageScan(items).Read(graph, options);
        (List<ConnectionVerdict> breaks, List<ConnectionVerdict> admits) = graph is null ? ([], []) : Without(policy, set, graph, options);
        return new PolicyExplanation
        {
            Policy = policy,
            Subjects = policy.NetworkPolicy is { } spec
                ? [ItemWords.Subject(spec.PodSelector, policy.Namespace)]
                : [.. policy.Rules.Select(rule => rule.NodeSelector is { } nodes ? "nodes: " + ItemWords.Subject(nodes, "") : ItemWords.Subject(rule.EndpointSelector ?? new LabelSelector(), policy.Namespace))],
            Closes = [.. CanonicalItem.Closings(policy).Select(line => line.Split(' ')[1]).Distinct()],
            Selected = Selected(alone, graph, pods, items, options),
            Items = [.. items.All.Select(item => new ItemExplanation(ItemWords.Of(item), scan.Use(item)))],
            BreaksWithout = breaks,
            AdmitsWithout = admits,
            HasFlows = graph is not null,
        };
    }

    private static PolicyKind? Kind(string text) => text.ToUpperInvariant() switch
    {
        "CNP" or "CILIUMNETWORKPOLICY" => PolicyKind.CiliumNetworkPolicy,
        "CCNP" or "CILIUMCLUSTERWIDENETWORKPOLICY" => PolicyKind.CiliumClusterwideNetworkPolicy,
        "NETPOL" or "NETWORKPOLICY" => PolicyKind.NetworkPolicy,
        _ => null,
    };

    private static string[] Selected(PolicySet alone, CommunicationGraph? graph, IReadOnlyList<KnownPod> pods, RuleItems items, VerificationOptions options)
    {
        var evaluator = new PolicyEvaluator(alone, options.Evaluation);
        bool Selects(LabelSet labels) => Enum.GetValues<PolicyDirection>().Any(direction => evaluator.IsIsolated(direction, labels) || items.Selecting(direction, labels).Count > 0);
        IEnumerable<string> seen = (graph?.Ends ?? []).Concat(graph?.Bystanders ?? [])
            .Where(end => end is { Kind: EndKind.Workload, IsHome: true } && end.LabelSets.Any(Selects)).Select(end => end.Name);
        IEnumerable<string> known = pods.Where(pod => !pod.Labels.IsReserved(ReservedIdentity.Host) && Selects(pod.Labels)).Select(pod => pod.Workload.ToString());
        return [.. seen.Concat(known).Distinct().Order(StringComparer.Ordinal)];
    }

    private static (List<ConnectionVerdict> Breaks, List<ConnectionVerdict> Admits) Without(Policy policy, PolicySet set, CommunicationGraph graph, VerificationOptions options)
    {
        PolicyReplay with = new(set, options), without = new(set with { Policies = [.. set.Policies.Where(other => !ReferenceEquals(other, policy))] }, options);
        List<ConnectionVerdict> breaks = [], admits = [];
        foreach (ObservedConnection connection in ObservedConnection.Of(graph))
        {
            ConnectionVerdict now = with.Judge(connection), then = without.Judge(connection);
            if (now.Verdict == ReplayVerdict.Admitted && then.Verdict == ReplayVerdict.Denied)
            {
                breaks.Add(then);
            }
            else if (now.Verdict == ReplayVerdict.Denied && then.Verdict == ReplayVerdict.Admitted)
            {
                admits.Add(then);
            }
        }

        return (breaks, admits);
    }
}
