namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>The formats of <c>verify -o</c>; help, check, completion and choice all come from here.</summary>
internal static class VerifyFormats
{
    private static readonly IVerifyWriter[] All = [new VerifyText(), new VerifyJson(), new VerifyCsv(), new VerifyMarkdown(), new VerifySarif()];

    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public static IVerifyWriter Of(string format) => All.Single(w => w.Format == format);
}
