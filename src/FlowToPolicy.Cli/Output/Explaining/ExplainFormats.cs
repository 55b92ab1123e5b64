namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>The formats of <c>explain -o</c>; help, check, completion and choice all come from here.</summary>
internal static class ExplainFormats
{
    private static readonly IExplainWriter[] All = [new ExplainText(), new ExplainJson(), new ExplainMarkdown()];

    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public static IExplainWriter Of(string format) => All.Single(w => w.Format == format);
}
