namespace FlowToPolicy.Flows.Logs;

/// <summary>One input of a run.</summary>
/// <param name="Path">The path to open; empty for standard input.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="IsNamed">Whether the user named it himself; else it was found in a directory.</param>
/// <param name="Length">Its length in bytes; null when it has none before it was read.</param>
internal sealed record LogFile(string Path, string Name, bool IsNamed, long? Length)
{
    /// <summary>What is read for the path <c>-</c>.</summary>
    public static LogFile StandardInput { get; } = new("", "standard input", true, null);

    /// <summary>Whether this is standard input.</summary>
    public bool IsStandardInput => Path.Length == 0;
}
