using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An exception takes the whole prefix away.</summary>
internal sealed class SwallowingException : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P336",
        Name = "swallowing-exception",
        Title = "An exception takes the whole prefix away",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Cilium checks only that an exception begins inside the prefix. One that is as wide as the prefix, or wider, leaves nothing of it.",
        Instead = "Write the narrower prefix that is to be left out.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 198.51.100.0/23
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 198.51.100.0/26
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        IEnumerable<(string Cidr, IReadOnlyList<string> Except, FieldPath Path)> prefixes =
        [
            .. policy.Items.SelectMany(item => item.Prefixes()),
            .. policy.KubernetesItems.SelectMany(item => item.Peers()).Where(peer => peer.Peer.Block is not null)
                .Select(peer => (peer.Peer.Block!.Cidr, peer.Peer.Block.Except, peer.Path.Key("ipBlock").Key("cidr"))),
        ];
        return
            from prefix in prefixes
            from index in Enumerable.Range(0, prefix.Except.Count)
            where Prefix.TryParse(prefix.Cidr, out Prefix whole) && Prefix.TryParse(prefix.Except[index], out Prefix hole) && hole.Contains(whole)
            select new Remark(
                prefix.Path.Parent.Key("except").Item(index),
                $"the exception '{prefix.Except[index]}' takes away all of '{prefix.Cidr}'",
                "write the narrower prefix that is to be left out");
    }
}
