namespace FlowToPolicy.Policies.Validation.Rules.Comments;

/// <summary>A suppressing comment gives no reason.</summary>
internal sealed class UnfoundedSuppression : CommentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P502",
        Name = "unfounded-suppression",
        Title = "A suppressing comment gives no reason",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Whoever reads the policy next cannot tell whether the reason still holds. The comment has no effect.",
        Instead = "Write the reason behind the word `because`.",
        Bad = Example.Policy("""
            # f2p:ignore F2P305
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
