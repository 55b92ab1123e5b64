using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A prefix has bits set behind its length.</summary>
internal sealed class HostBits : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P335",
        Name = "host-bits",
        Title = "A prefix has bits set behind its length",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "Cilium masks them: `10.1.2.3/8` is all of `10.0.0.0/8`. Either the length or the address is not what was meant.",
        Instead = "Write the prefix with its first address, or the length that is meant.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.7/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.0/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        IEnumerable<(string Cidr, FieldPath Path)> prefixes =
        [
            .. policy.Items.SelectMany(item => item.Prefixes()).Select(prefix => (prefix.Cidr, prefix.Path)),
            .. policy.KubernetesItems.SelectMany(item => item.Peers()).Where(peer => peer.Peer.Block is not null).Select(peer => (peer.Peer.Block!.Cidr, peer.Path.Key("ipBlock").Key("cidr"))),
        ];
        foreach ((string cidr, FieldPath path) in prefixes)
        {
            int slash = cidr.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && Prefix.TryParse(cidr, out Prefix whole) && Prefix.TryParse(cidr[..slash], out Prefix address) && address.First != whole.First)
            {
                yield return new Remark(path, $"'{cidr}' means all of {whole}", $"write {whole}, or the length that is meant");
            }
        }
    }
}
