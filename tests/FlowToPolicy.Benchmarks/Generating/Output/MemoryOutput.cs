using System.Buffers;
using FlowToPolicy.Benchmarks.Generating.Lines;

namespace FlowToPolicy.Benchmarks.Generating.Output;

/// <summary>Keeps a small log in memory.</summary>
internal sealed class MemoryOutput : ILogOutput
{
    private readonly Block _block = new(4 * Block.LongestLine);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            Flush();
            return _bytes.WrittenSpan;
        }
    }

    /// <inheritdoc/>
    public Block Line(int node)
    {
        if (!_block.HasRoom)
        {
            Flush();
        }

        return _block;
    }

    private void Flush()
    {
        _bytes.Write(_block.Content.Span);
        _block.Clear();
    }
}
