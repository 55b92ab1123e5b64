using System.Text;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Tests.Generating;

/// <summary>A small generated log in memory.</summary>
internal sealed class GeneratedLog
{
    public GeneratedLog(LogSettings settings)
    {
        Assert.Null(settings.Complaint());
        var generator = new LogGenerator(settings);
        var output = new MemoryOutput();
        generator.Write(output);
        Bytes = output.Bytes.ToArray();
        using var truth = new MemoryStream();
        TruthFile.Write(truth, generator.Truth, generator.Cluster.Edges);
        Truth = Encoding.UTF8.GetString(truth.ToArray());
    }

    public byte[] Bytes { get; }

    public string Truth { get; }

    public IEnumerable<string> Lines => Encoding.UTF8.GetString(Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
