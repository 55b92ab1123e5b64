namespace FlowToPolicy.Cli.Output;

/// <summary>The formats of <c>graph -o</c>; help, check, completion and choice all come from here.</summary>
internal static class GraphFormats
{
    private static readonly IGraphWriter[] All = [new GraphTable(), new GraphJson(), new GraphCsv(), new GraphDot(), new GraphMermaid()];

    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public static IGraphWriter Of(string format) => All.Single(w => w.Format == format);
}
