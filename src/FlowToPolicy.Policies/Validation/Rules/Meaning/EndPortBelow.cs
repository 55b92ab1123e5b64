using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>endPort is below the port, so that it is a single port.</summary>
internal sealed class EndPortBelow : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P328",
        Name = "end-port-below",
        Title = "endPort is below the port, so that it is a single port",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 16),
        Why = "Cilium takes `endPort` for a range only when it is above `port`. Otherwise the entry is the single port, and nothing says so.",
        Instead = "Write the lower number in `port` and the higher one in `endPort`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8000"
                  endPort: 80
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "80"
                  endPort: 8000
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        IEnumerable<(PortProtocol Port, FieldPath Path)> ports =
        [
            .. policy.Items.SelectMany(item => item.Ports()).Select(port => (port.Port, port.Path)),
            .. policy.KubernetesItems.SelectMany(item => item.Ports()).Where(port => port.Port.Port is not null)
                .Select(port => (new PortProtocol { Port = port.Port.Port!, EndPort = port.Port.EndPort, Protocol = port.Port.Protocol }, port.Path)),
        ];
        return ports
            .Where(port => port.Port.EndPort is > 0 and var end && PortCompiler.Compile(port.Port) is { Name: null, Doubt: null, First: > 0 } spec && end < spec.First)
            .Select(port => new Remark(
                port.Path.Key("endPort"),
                $"endPort {port.Port.EndPort} is below port {port.Port.Port}: the entry is that single port",
                "write the lower number in port and the higher one in endPort"));
    }
}
