using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>A prefix of pods, services or nodes never matches.</summary>
internal sealed class ClusterPrefix : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P410",
        Name = "cluster-prefix",
        Title = "A prefix of pods, services or nodes never matches",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Prefixes match only what is outside the cluster. Pods and nodes have identities of their own, and the address of a service is translated before policy looks at it.",
        Instead = "Select the pods with `toEndpoints` or `fromEndpoints`, and nodes with the entities `host` and `remote-node`.",
        Bad = Example.Egress("""
            - toCIDR:
              - 10.244.3.0/24
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Assumes = "pods have addresses of 10.244.0.0/16",
        Given = new ValidationOptions { ClusterPrefixes = [new ClusterRange("10.244.0.0/16", "pods")] },
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        if (set.Options.ClusterPrefixes is not { Count: > 0 } known)
        {
            return [];
        }

        (Prefix Prefix, ClusterRange Range)[] ranges = [.. known.SelectMany(range => Prefix.TryParse(range.Cidr, out Prefix prefix) ? [(prefix, range)] : Array.Empty<(Prefix, ClusterRange)>())];
        return
            from policy in set.Policies
            from prefix in Prefixes(policy)
            let range = RangeOf(ranges, prefix.Cidr)
            where range is not null
            select (policy, new Remark(prefix.Path, $"'{prefix.Cidr}' lies in the range of {range.Holders}, {range.Cidr}: a prefix never matches them", "select pods by labels and nodes by entities"));
    }

    private static IEnumerable<(string Cidr, FieldPath Path)> Prefixes(PolicyView policy) =>
    [
        .. policy.Items.SelectMany(item => item.Prefixes()).Select(prefix => (prefix.Cidr, prefix.Path)),
        .. policy.KubernetesItems.SelectMany(item => item.Peers()).Where(peer => peer.Peer.Block is not null).Select(peer => (peer.Peer.Block!.Cidr, peer.Path.Key("ipBlock").Key("cidr"))),
    ];

    private static ClusterRange? RangeOf((Prefix Prefix, ClusterRange Range)[] ranges, string cidr) =>
        Prefix.TryParse(cidr, out Prefix part) ? Array.Find(ranges, range => range.Prefix.Contains(part)).Range : null;
}
