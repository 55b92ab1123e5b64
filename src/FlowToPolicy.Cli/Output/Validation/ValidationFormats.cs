namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>The formats of <c>validate -o</c>; help, check, completion and choice all come from here.</summary>
internal static class ValidationFormats
{
    private static readonly IValidationWriter[] All = [new ValidationText(), new ValidationJson(), new ValidationSarif(), new ValidationGithub()];

    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public static IValidationWriter Of(string format) => All.Single(w => w.Format == format);
}
