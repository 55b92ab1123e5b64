namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>The formats of <c>diff -o</c>; help, check, completion and choice all come from here.</summary>
internal static class DiffFormats
{
    private static readonly IDiffWriter[] All = [new DiffText(), new DiffJson(), new DiffCsv(), new DiffMarkdown(), new DiffDot(), new DiffSarif()];

    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public static IDiffWriter Of(string format) => All.Single(w => w.Format == format);
}
