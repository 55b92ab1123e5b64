using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>l7 needs the name of its parser and keys that are not empty.</summary>
internal sealed class UnnamedParser : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P113",
        Name = "unnamed-parser",
        Title = "l7 needs the name of its parser and keys that are not empty",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "The entries of `l7` are read by the parser that `l7proto` names. Without it nobody can read them, and an empty key says nothing.",
        Instead = "Write `l7proto` with the parser's name.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "9000"
                  protocol: TCP
                rules:
                  l7proto: r2d2
                  l7:
                  - "": READ
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "9000"
                  protocol: TCP
                rules:
                  l7proto: r2d2
                  l7:
                  - cmd: READ
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.L7WithoutProtocol, SanitizeCheck.EmptyL7Key];
}
