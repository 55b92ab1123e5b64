using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>All that a validation has to say.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Options">What the policies were validated for.</param>
/// <param name="VersionSource">Who named the version, as words: <c>assumed</c>, <c>--cilium-version</c>, <c>named by the flows</c>.</param>
internal sealed record ValidationOutcome(ValidationReport Report, ValidationOptions Options, string VersionSource)
{
    /// <summary>The findings that no comment suppresses.</summary>
    public IEnumerable<ValidationFinding> Open => Report.Findings.Where(f => f.SuppressedBecause is null);

    /// <summary>How many open findings there are of a severity.</summary>
    public int Count(ValidationSeverity severity) => Open.Count(f => f.Severity == severity);

    /// <summary>How many findings comments suppress.</summary>
    public int Suppressed => Report.Findings.Count(f => f.SuppressedBecause is not null);
}
