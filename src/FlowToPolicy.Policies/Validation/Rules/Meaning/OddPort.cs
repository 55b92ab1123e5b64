using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A port with a leading zero or 0x is not the number that it looks like.</summary>
internal sealed class OddPort : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P319",
        Name = "odd-port",
        Title = "A port with a leading zero or 0x is not the number that it looks like",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Cilium reads `\"010\"` as an octal number, port 8, and takes `\"0x50\"` for the name of a port.",
        Instead = "Write the decimal number without leading zeros.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "010"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach ((Model.PortProtocol port, _, Yaml.FieldPath path) in policy.Items.SelectMany(item => item.Ports()))
        {
            if (port.Port.Length > 1 && port.Port[0] == '0' && PortCompiler.Compile(port) is { Doubt: null } spec)
            {
                yield return new Remark(
                    path.Key("port"),
                    spec.Name is null ? $"'{port.Port}' is octal: it means port {spec.First}" : $"'{port.Port}' is taken for the name of a port, not for a number",
                    "write the decimal number without leading zeros");
            }
        }
    }
}
