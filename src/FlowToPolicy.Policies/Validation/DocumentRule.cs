using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule that looks at one policy alone.</summary>
internal abstract class DocumentRule : ValidationRule
{
    /// <summary>Its cases in the policy.</summary>
    public abstract IEnumerable<Remark> Look(PolicyView policy);
}
