using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Protocol ANY does not cover ICMP.</summary>
internal sealed class AnyWithoutIcmp : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P320",
        Name = "any-without-icmp",
        Title = "Protocol ANY does not cover ICMP",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "`ANY` beside a port means TCP, UDP and SCTP. Ping and other ICMP messages stay closed; only an item without `toPorts`, or one with `icmps`, lets them through.",
        Instead = "Leave `toPorts` out for all traffic, or add an item with `icmps`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "0"
                  protocol: ANY
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        from entry in item.Ports()
        let spec = PortCompiler.Compile(entry.Port)
        where spec is { Doubt: null, Protocols: ProtocolSet.WithPorts }
        where entry.Rule.Dns is not { Count: > 0 }
        where (spec.Name is null && spec is { First: <= 1, Last: ushort.MaxValue }) || (entry.Port.Protocol == "ANY" && !new SubjectPort(spec, null, entry.Path).IsDns)
        select new Remark(entry.Path, "ANY means TCP, UDP and SCTP: ping stays closed", "leave toPorts out for all traffic, or add an item with icmps if ping is needed");
}
