using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A peer is already in another peer of the list.</summary>
internal sealed class RedundantPeer : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P324",
        Name = "redundant-peer",
        Title = "A peer is already in another peer of the list",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "The entries of a list add up: one that is part of another changes nothing, and its reader thinks that it does.",
        Instead = "Delete the narrower peer, or the wider one if it was not meant.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              - matchLabels:
                  app: front
                  tier: edge
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  tier: edge
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        var options = new EvaluationOptions { Version = policy.Options.Version };
        foreach (ItemView item in policy.Items)
        {
            foreach (Remark remark in Narrower([.. item.Endpoints().Select(endpoint => (endpoint.Path, SelectorCompiler.Peer(endpoint.Selector, policy.Namespace, subjectIsInit: false, options)))]))
            {
                yield return remark;
            }

            foreach (Remark remark in Inside([.. item.Prefixes()]))
            {
                yield return remark;
            }

            if (item.Item.Entities is { Count: > 1 } entities && entities.Contains("all"))
            {
                yield return Say(item.Peer("Entities"), "the entity all");
            }
        }

        foreach (KubernetesItemView item in policy.KubernetesItems)
        {
            (FieldPath Path, LabelMatcher Selector)[] peers = [.. item.Peers()
                .Where(peer => peer.Peer.Block is null && (peer.Peer.Namespaces ?? peer.Peer.Pods) is not null)
                .Select(peer => (peer.Path, SelectorCompiler.KubernetesPeer(peer.Peer.Namespaces, peer.Peer.Pods, policy.Namespace, options)))];
            foreach (Remark remark in Narrower(peers))
            {
                yield return remark;
            }
        }
    }

    // What takes in a selector asks for nothing that the selector does not ask for; so its first requirement is one of the selector's, too.
    private static IEnumerable<Remark> Narrower((FieldPath Path, LabelMatcher Selector)[] peers)
    {
        string[][] texts = [.. peers.Select(peer => peer.Selector.Requirements.Select(requirement => requirement.ToString()).ToArray())];
        ILookup<string, int> byFirst = Enumerable.Range(0, texts.Length).ToLookup(peer => texts[peer].Length == 0 ? "" : texts[peer][0]);
        for (int i = 0; i < peers.Length; i++)
        {
            string[] mine = texts[i];
            int wider = mine.Append("").Append(AnyNamespace).Distinct().SelectMany(first => byFirst[first])
                .Where(other => other != i && Holds(texts[other], mine) && (texts[other].Length < mine.Length || other < i))
                .DefaultIfEmpty(-1).Min();
            if (wider >= 0)
            {
                yield return Say(peers[i].Path, peers[wider].Path.ToString());
            }
        }
    }

    // A selector without namespace has "namespace exists" where any namespace will do.
    private static bool Holds(string[] wider, string[] narrower) =>
        Array.TrueForAll(wider, requirement => narrower.Contains(requirement) || (requirement == AnyNamespace && Array.Exists(narrower, other => other.StartsWith(OneNamespace, StringComparison.Ordinal))));

    // Prefixes nest or are disjoint: in order of their first address, wider ones first, what holds one is the last that still reaches it.
    private static IEnumerable<Remark> Inside((string Cidr, IReadOnlyList<string> Except, FieldPath Path)[] prefixes)
    {
        var sorted = prefixes.Select((entry, index) => (entry.Cidr, entry.Path, entry.Except, Index: index, IsPrefix: Prefix.TryParse(entry.Cidr, out Prefix prefix), Prefix: prefix))
            .Where(entry => entry.IsPrefix)
            .OrderBy(entry => entry.Prefix.IsV6).ThenBy(entry => entry.Prefix.First).ThenBy(entry => entry.Prefix.Length).ThenBy(entry => entry.Index);
        (Prefix Prefix, string Cidr)? holder = null;
        var found = new List<(int Index, Remark Remark)>();
        foreach (var entry in sorted)
        {
            if (holder is { } wider && wider.Prefix.Contains(entry.Prefix))
            {
                found.Add((entry.Index, Say(entry.Path, $"'{wider.Cidr}'")));
            }
            else if (entry.Except.Count == 0)
            {
                holder = (entry.Prefix, entry.Cidr);
            }
        }

        return found.OrderBy(entry => entry.Index).Select(entry => entry.Remark);
    }

    private static Remark Say(FieldPath path, string wider) =>
        new(path, $"everything here is already in {wider}", "delete the narrower one, or the wider one if it was not meant");

    private static readonly string AnyNamespace = new LabelRequirement("k8s", Identities.LabelKeys.Namespace, Model.SelectorOperator.Exists, []).ToString();
    private static readonly string OneNamespace = $"k8s:{Identities.LabelKeys.Namespace} In ";
}
