namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule: what it is about, and, in the classes below, how its cases are found.</summary>
internal abstract class ValidationRule
{
    /// <summary>What the reference says of it.</summary>
    public abstract RuleInfo Info { get; }
}
