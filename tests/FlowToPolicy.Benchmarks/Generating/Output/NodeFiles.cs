using System.IO.Compression;
using FlowToPolicy.Benchmarks.Generating.Cluster;
using FlowToPolicy.Benchmarks.Generating.Lines;

namespace FlowToPolicy.Benchmarks.Generating.Output;

/// <summary>One file for all nodes, or a folder with one for each as exporters write them; packed when asked.</summary>
internal sealed class NodeFiles : ILogOutput, IDisposable
{
    private readonly BlockWriter[] _writers;

    /// <summary>Opens the files anew.</summary>
    /// <param name="place">The file, or the folder when nodes have files of their own.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="isSplit">Whether nodes have files of their own.</param>
    /// <param name="isPacked">Whether to pack with gzip at its usual level 6.</param>
    public NodeFiles(string place, GeneratedNode[] nodes, bool isSplit, bool isPacked)
    {
        if (isSplit)
        {
            Directory.CreateDirectory(place);
        }

        _writers = isSplit
            ? [.. nodes.Select(n => Open(Path.Combine(place, n.Name + (isPacked ? ".log.gz" : ".log")), isPacked))]
            : [Open(place, isPacked)];
    }

    /// <summary>Bytes of lines so far, before packing.</summary>
    public long Bytes => _writers.Sum(w => w.Bytes);

    /// <inheritdoc/>
    public Block Line(int node) => _writers[_writers.Length == 1 ? 0 : node].Line;

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        foreach (BlockWriter writer in _writers)
        {
            writer.Dispose();
        }
    }

    private static BlockWriter Open(string path, bool isPacked)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        return new BlockWriter(isPacked ? new GZipStream(file, CompressionLevel.Optimal) : file);
    }
}
