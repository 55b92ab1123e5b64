using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>endPort beside the name of a port.</summary>
internal sealed class NamedRange : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P329",
        Name = "named-range",
        Title = "endPort beside the name of a port",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Since = new CiliumVersion(1, 16),
        Why = "The documentation says that `endPort` is ignored beside a name; the engine looks the name up and makes a range of the number and `endPort`.",
        Instead = "Write the numbers of the range, or leave `endPort` out.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: http
                  endPort: 8090
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: http
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        from port in item.Ports()
        where port.Port.EndPort is > 0 && PortNumber.IsName(port.Port.Port)
        select new Remark(port.Path.Key("endPort"), $"the range begins at whatever number '{port.Port.Port}' has in the pod", "write the numbers, or leave endPort out");
}
