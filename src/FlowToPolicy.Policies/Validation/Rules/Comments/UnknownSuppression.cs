namespace FlowToPolicy.Policies.Validation.Rules.Comments;

/// <summary>A suppressing comment names no rule that can be suppressed.</summary>
internal sealed class UnknownSuppression : CommentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P501",
        Name = "unknown-suppression",
        Title = "A suppressing comment names no rule that can be suppressed",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The comment has no effect. What the API server or the agent refuses cannot be talked away: the policy is not in force as it stands.",
        Instead = "Name the id of a rule about meaning or about a platform, as the finding prints it.",
        Bad = Example.Policy("""
            # f2p:ignore F2P999 because we know better
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Policy("""
            ingress:
            # f2p:ignore F2P303 because the other pods of the namespace are all ours
            - fromEndpoints:
              - {}
            """),
    };
}
