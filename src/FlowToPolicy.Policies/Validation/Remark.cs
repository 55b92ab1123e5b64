using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation;

/// <summary>What a rule says about one place of a document.</summary>
/// <param name="Path">The place.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Fix">What to write there.</param>
internal sealed record Remark(FieldPath Path, string Message, string Fix)
{
    /// <summary>How much it weighs; null for what the rule says.</summary>
    public ValidationSeverity? Severity { get; init; }

    /// <summary>The change that mends it; null for none.</summary>
    public TextEdit? Edit { get; init; }
}
