using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>serverNames beside L7 rules, or an empty server name.</summary>
internal sealed class ServerNamesBesideL7 : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P114",
        Name = "server-names-beside-l7",
        Title = "serverNames beside L7 rules, or an empty server name",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "L7 rules can look into TLS only where the proxy ends it. Beside `serverNames` they need `terminatingTLS`, and a server name must not be empty.",
        Instead = "Add `terminatingTLS`, or leave either the server names or the L7 rules out.",
        Bad = Example.Egress("""
            - toEntities:
              - world
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
                serverNames:
                - www.example.com
                rules:
                  http:
                  - method: GET
            """),
        Good = Example.Egress("""
            - toEntities:
              - world
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
                serverNames:
                - www.example.com
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.ServerNamesWithL7, SanitizeCheck.EmptyServerName];
}
