namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>The beginning of the log as a file of its own, deleted in the end.</summary>
internal sealed class ComparedBeginning : IDisposable
{
    /// <summary>Writes it.</summary>
    public ComparedBeginning(ComparedInput input, long limit)
    {
        Path = System.IO.Path.GetTempFileName();
        Bytes = input.WriteBeginning(Path, limit);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its size.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
