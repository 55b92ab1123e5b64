using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule that looks at all policies together.</summary>
internal abstract class SetRule : ValidationRule
{
    /// <summary>Its cases, each with the policy that it stands in.</summary>
    public abstract IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set);
}
