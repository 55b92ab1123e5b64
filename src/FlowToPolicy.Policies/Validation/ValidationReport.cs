namespace FlowToPolicy.Policies.Validation;

/// <summary>What validation found.</summary>
/// <param name="Findings">The findings by file, line, column and rule; suppressed ones too.</param>
/// <param name="Documents">How many policies and CIDR groups were looked at.</param>
/// <param name="Skipped">How many documents of each other kind there were, by kind.</param>
public sealed record ValidationReport(IReadOnlyList<ValidationFinding> Findings, int Documents, IReadOnlyDictionary<string, int> Skipped);
