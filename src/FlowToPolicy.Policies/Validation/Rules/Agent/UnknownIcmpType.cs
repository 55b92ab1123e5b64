using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>No ICMP type of the family has this name.</summary>
internal sealed class UnknownIcmpType : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P118",
        Name = "unknown-icmp-type",
        Title = "No ICMP type of the family has this name",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "A type may be a number or a name, and IPv4 and IPv6 have names of their own. A name of the other family is refused.",
        Instead = "Write the number, or the name of the right family.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: RouterSolicitation
                  family: IPv4
                - type: NeighborSolicitation
                  family: IPv4
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: EchoRequest
                  family: IPv4
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.UnknownIcmpType];
}
