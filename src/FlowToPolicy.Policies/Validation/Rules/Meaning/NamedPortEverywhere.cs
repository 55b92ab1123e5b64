using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A named port without peers is opened on every destination.</summary>
internal sealed class NamedPortEverywhere : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P325",
        Name = "named-port-everywhere",
        Title = "A named port without peers is opened on every destination",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "On egress a port's name is looked up in all pods of the cluster. Without peers the rule opens whatever number they give it, towards everybody; and if two pods give the name different numbers, it opens nothing.",
        Instead = "Name the peers, or write the number.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Egress
            egress:
            - ports:
              - port: 53
                protocol: UDP
              - port: 53
                protocol: TCP
            - ports:
              - port: metrics
                protocol: TCP
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Egress
            egress:
            - ports:
              - port: 53
                protocol: UDP
              - port: 53
                protocol: TCP
            - to:
              - podSelector:
                  matchLabels:
                    app: db
              ports:
              - port: metrics
                protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        IEnumerable<(string Port, FieldPath Path)> ports =
        [
            .. policy.Items.Where(item => !item.IsIngress && !item.IsDeny && !item.NamesPeers).SelectMany(item => item.Ports()).Select(port => (port.Port.Port, port.Path.Key("port"))),
            .. policy.KubernetesItems.Where(item => !item.IsIngress && item.Item.Peers is not { Count: > 0 }).SelectMany(item => item.Ports()).Select(port => (port.Port.Port ?? "", port.Path.Key("port"))),
        ];
        return ports.Where(port => PortNumber.IsName(port.Port)).Select(port => new Remark(
            port.Path,
            $"the port '{port.Port}' is opened towards everybody, whatever number it has in any pod",
            "name the peers, or write the number"));
    }
}
