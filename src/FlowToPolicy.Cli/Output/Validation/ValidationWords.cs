using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>How a validation's values are spelled in every output.</summary>
internal static class ValidationWords
{
    /// <summary>How much a finding weighs.</summary>
    public static string Severity(ValidationSeverity severity) => Words.Kebab(severity.ToString());

    /// <summary>How many findings of a severity there are, with the noun.</summary>
    public static string Count(ValidationOutcome outcome, ValidationSeverity severity) =>
        Words.Count(outcome.Count(severity), Severity(severity), severity == ValidationSeverity.Info ? "infos" : null);

    /// <summary>Who objects.</summary>
    public static string Gate(Gate gate) => gate switch
    {
        Policies.Validation.Gate.Schema => "the API server, by the CRD's schema",
        Policies.Validation.Gate.Agent => "Cilium's operator and agents",
        Policies.Validation.Gate.Platform => "the platform",
        _ => "accepted everywhere; look at what it means",
    };

    /// <summary>What is wrong and what to write instead, as sentences.</summary>
    public static string Sentences(ValidationFinding finding)
    {
        string end = finding.Message.EndsWith('?') || finding.Message.EndsWith('.') ? "" : ".";
        return $"{finding.Message}{end} To mend it: {finding.Fix}.";
    }

    /// <summary>The word for a platform, as given to <c>--platform</c>.</summary>
    public static string Platform(Platform platform) => Words.Kebab(platform.ToString());

    /// <summary>What the policies were validated for.</summary>
    public static string Target(ValidationOutcome outcome) =>
        $"Validated for Cilium {outcome.Options.Version} ({outcome.VersionSource}), platform {Platform(outcome.Options.Platform)}.";
}
