namespace FlowToPolicy.Policies.Validation.Rules.Comments;

/// <summary>A suppressing comment suppresses nothing.</summary>
internal sealed class IdleSuppression : CommentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P503",
        Name = "idle-suppression",
        Title = "A suppressing comment suppresses nothing",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "What it was written for is gone, or stands somewhere else; one day it would hide a finding that nobody has looked at.",
        Instead = "Delete the comment, or put it in the line of the field, directly above it, above one that holds it, or at the head of the document.",
        Bad = Example.Policy("""
            ingress:
            # f2p:ignore F2P303 because the other pods of the namespace are all ours
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
