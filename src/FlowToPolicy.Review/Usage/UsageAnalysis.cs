using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Holds a policy set against a window: what nobody used, what is wider than its uses, what is superfluous.</summary>
public static class UsageAnalysis
{
    /// <summary>How many items a set may have for an answer within seconds: each is asked alone.</summary>
    public const int MostItems = 2000;

    /// <summary>Whether a set is small enough for an answer within seconds.</summary>
    public static bool CanAnswerSoon(PolicySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Policies.Sum(Items) <= MostItems;
    }

    /// <summary>Analyses a set, however large.</summary>
    /// <param name="graph">The window.</param>
    /// <param name="set">The policies, all that are in force together.</param>
    /// <param name="options">How to judge.</param>
    public static UsageReport Of(CommunicationGraph graph, PolicySet set, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var items = new RuleItems(set, options.Evaluation);
        UsageScan scan = new UsageScan(items).Read(graph);
        RuleItem[] allowing = [.. items.All.Where(item => !item.Reference.IsDeny && item.Item is not { IsEmpty: true })];
        LabelSet[] pods = [.. graph.Ends.Concat(graph.Bystanders).Where(end => end is { Kind: EndKind.Workload, IsHome: true }).SelectMany(end => end.LabelSets).Distinct().Order()];
        return new UsageReport
        {
            Unused = [.. allowing.Select(scan.Use).Where(use => use.IsUnused)],
            Wide = [.. allowing.Select(item => Excess.Of(item, scan.Use(item), set, options.Evaluation)).OfType<WideItem>()],
            Shadowed = [.. ShadowSearch.In(allowing, set, options.Evaluation)],
            SelectsNobody = SelectsNobody(set, items, pods, options.Evaluation),
            Numbers = UsageCount.Of(graph, set, items, options),
        };
    }

    private static int Items(Policy policy) => policy.NetworkPolicy is { } spec
        ? (spec.Ingress?.Count ?? 0) + (spec.Egress?.Count ?? 0)
        : policy.Rules.Sum(rule => (rule.Ingress?.Count ?? 0) + (rule.IngressDeny?.Count ?? 0) + (rule.Egress?.Count ?? 0) + (rule.EgressDeny?.Count ?? 0));

    private static Policy[] SelectsNobody(PolicySet set, RuleItems items, LabelSet[] pods, EvaluationOptions options)
    {
        HashSet<Policy> selecting = new(ReferenceEqualityComparer.Instance);
        foreach (LabelSet pod in pods)
        {
            foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
            {
                selecting.UnionWith(items.Selecting(direction, pod).Select(item => item.Reference.Policy));
            }
        }

        // A policy without items may close a direction all the same; nodes are not in the graph's labels.
        return [.. set.Policies.Where(policy => !selecting.Contains(policy) && policy.Rules.All(rule => rule.NodeSelector is null) && !Closes(policy, set, pods, options))];
    }

    private static bool Closes(Policy policy, PolicySet set, LabelSet[] pods, EvaluationOptions options)
    {
        if (policy.NetworkPolicy is null or { Ingress.Count: > 0 } or { Egress.Count: > 0 })
        {
            return false;
        }

        var alone = new PolicyEvaluator(set with { Policies = [policy] }, options);
        return Array.Exists(pods, pod => alone.IsIsolated(PolicyDirection.Ingress, pod) || alone.IsIsolated(PolicyDirection.Egress, pod));
    }
}
