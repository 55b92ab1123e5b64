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

    private static IEnumerable<Remark> Narrower((FieldPath Path, LabelMatcher Selector)[] peers)
    {
        string[][] texts = [.. peers.Select(peer => peer.Selector.Requirements.Select(requirement => requirement.ToString()).ToArray())];
        for (int i = 0; i < peers.Length; i++)
        {
            int wider = Array.FindIndex(texts, other => other != texts[i] && Holds(other, texts[i]) && (other.Length < texts[i].Length || Array.IndexOf(texts, other) < i));
            if (wider >= 0)
            {
                yield return Say(peers[i].Path, peers[wider].Path.ToString());
            }
        }
    }

    // A selector without namespace has "namespace exists" where any namespace will do.
    private static bool Holds(string[] wider, string[] narrower) =>
        Array.TrueForAll(wider, requirement => narrower.Contains(requirement) || (requirement == AnyNamespace && Array.Exists(narrower, other => other.StartsWith(OneNamespace, StringComparison.Ordinal))));

    private static IEnumerable<Remark> Inside((string Cidr, IReadOnlyList<string> Except, FieldPath Path)[] prefixes)
    {
        // Read once: a list of thousands is held against itself.
        Prefix?[] parsed = [.. prefixes.Select(item => Prefix.TryParse(item.Cidr, out Prefix prefix) ? prefix : (Prefix?)null)];
        for (int i = 0; i < prefixes.Length; i++)
        {
            if (parsed[i] is not { } mine)
            {
                continue;
            }

            for (int j = 0; j < prefixes.Length; j++)
            {
                bool inside = i != j && prefixes[j].Except.Count == 0 && parsed[j] is { } other && other.Contains(mine) && (other != mine || j < i);
                if (inside)
                {
                    yield return Say(prefixes[i].Path, $"'{prefixes[j].Cidr}'");
                    break;
                }
            }
        }
    }

    private static Remark Say(FieldPath path, string wider) =>
        new(path, $"everything here is already in {wider}", "delete the narrower one, or the wider one if it was not meant");

    private static readonly string AnyNamespace = new LabelRequirement("k8s", Identities.LabelKeys.Namespace, Model.SelectorOperator.Exists, []).ToString();
    private static readonly string OneNamespace = $"k8s:{Identities.LabelKeys.Namespace} In ";
}
