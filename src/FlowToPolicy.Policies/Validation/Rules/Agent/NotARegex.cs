using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>path or method is no regular expression.</summary>
internal sealed class NotARegex : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P116",
        Name = "not-a-regex",
        Title = "path or method is no regular expression",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "The agent reads both as Go reads regular expressions (RE2). What is none, or uses look-around or back references, is refused.",
        Instead = "Write the expression as RE2 has it, with `\\\\` in front of characters that are meant literally.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - path: "/api/("
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - path: "/api/.*"
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NotARegex];
}
