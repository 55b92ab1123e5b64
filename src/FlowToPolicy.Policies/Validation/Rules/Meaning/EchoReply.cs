using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>ICMP type 0 means every type.</summary>
internal sealed class EchoReply : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P330",
        Name = "echo-reply",
        Title = "ICMP type 0 means every type",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The engine keeps an ICMP type where it keeps a port, and port 0 means all. A rule for type 0 (echo reply) covers every ICMP type of the family. Replies need no rule anyway.",
        Instead = "Delete the type; to allow ping, name type 8 (IPv4) or 128 (IPv6) where the request goes.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: 0
                  family: IPv4
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: 8
                  family: IPv4
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items
            .Where(item => item.Item.Icmps?.Any(field => IcmpTypes.TryParse(field.Family, field.Type, out _, out byte type) && type == 0) == true)
            .Select(item => new Remark(item.Path.Key("icmps"), "ICMP type 0 covers every ICMP type of the family", "delete it: replies need no rule"));
}
