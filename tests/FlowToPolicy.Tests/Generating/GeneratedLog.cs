using System.Buffers;
using System.Text;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Generating.Lines;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Tests.Generating;

/// <summary>A small generated log in memory.</summary>
internal sealed class GeneratedLog : ILogOutput
{
    private readonly Block _block = new(4 * Block.LongestLine);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public GeneratedLog(LogSettings settings)
    {
        Assert.Null(settings.Complaint());
        var generator = new LogGenerator(settings);
        generator.Write(this);
        Flush();
        using var truth = new MemoryStream();
        TruthFile.Write(truth, generator.Truth, generator.Cluster.Edges);
        Truth = Encoding.UTF8.GetString(truth.ToArray());
    }

    public byte[] Bytes => _bytes.WrittenSpan.ToArray();

    public string Truth { get; }

    public IEnumerable<string> Lines => Encoding.UTF8.GetString(Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
