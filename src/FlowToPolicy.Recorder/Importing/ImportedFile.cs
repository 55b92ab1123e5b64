namespace FlowToPolicy.Recorder.Importing;

/// <summary>What became of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Read">How many lines were added.</param>
/// <param name="SkippedBytes">How many bytes at its begin were known already (unzipped).</param>
/// <param name="Bytes">How many bytes were added (unzipped).</param>
public sealed record ImportedFile(string Path, long Read, long SkippedBytes, long Bytes)
{
    /// <summary>What the reader should know, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the file was known from its begin to its end.</summary>
    public bool IsKnown => Bytes == 0 && SkippedBytes > 0;
}
