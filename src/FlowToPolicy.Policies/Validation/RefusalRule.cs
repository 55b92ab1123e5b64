using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule about what a gate refuses.</summary>
internal abstract class RefusalRule : ValidationRule
{
    /// <summary>The checks of the agent that are its cases; each check belongs to one rule.</summary>
    public virtual IReadOnlyList<SanitizeCheck> Checks => [];

    /// <summary>What it says about something that the agent refuses.</summary>
    public virtual Remark Describe(SanitizeFinding finding) => new(finding.Path, finding.Message, Cure);

    /// <summary>What to write instead, as the reference says it but in the tone of a finding.</summary>
    protected string Cure
    {
        get
        {
            string text = Info.Instead.Replace("`", "", StringComparison.Ordinal).TrimEnd('.');
            return char.ToLowerInvariant(text[0]) + text[1..];
        }
    }
}
