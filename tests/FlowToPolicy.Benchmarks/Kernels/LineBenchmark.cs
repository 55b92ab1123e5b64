using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Benchmarks.Kernels;

/// <summary>
/// One line of a log, read in every way: 40 000 lines (80 MB) of a generated log, and of one in which hardly an end comes twice.
/// Time and allocation are those of one line.
/// </summary>
[MemoryDiagnoser]
public class LineBenchmark
{
    private const int Lines = 40_000;
    private readonly FlowJsonDecoder _decoder = new(new EndpointTable());
    private readonly GraphBuilder _graph = new();
    private byte[] _padded = [];
    private int _length;

    /// <summary>Whether hardly an end comes twice.</summary>
    [Params(false, true)]
    public bool DistinctEnds { get; set; }

    /// <summary>Makes the log.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var output = new MemoryOutput();
        new LogGenerator(new LogSettings { Flows = Lines, DistinctEnds = DistinctEnds, Workloads = DistinctEnds ? 20_000 : 2_000 }).Write(output);
        _length = output.Bytes.Length;
        _padded = new byte[_length + PaddedText.Slack];
        output.Bytes.CopyTo(_padded);
    }

    /// <summary>All tokens, by .NET's own reader.</summary>
    [Benchmark(OperationsPerInvoke = Lines, Baseline = true)]
    public int Tokens()
    {
        int tokens = 0;
        for (ReadOnlySpan<byte> text = _padded.AsSpan(0, _length); !text.IsEmpty;)
        {
            int end = text.IndexOf((byte)'\n');
            var reader = new Utf8JsonReader(text[..end]);
            while (reader.Read())
            {
                tokens++;
            }

            text = text[(end + 1)..];
        }

        return tokens;
    }

    /// <summary>The plain path: every token is looked at.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public void Plain()
    {
        Flow flow = Flow.Blank;
        for (ReadOnlySpan<byte> text = _padded.AsSpan(0, _length); !text.IsEmpty;)
        {
            int end = text.IndexOf((byte)'\n');
            _decoder.Decode(text[..end], ref flow);
            text = text[(end + 1)..];
        }
    }

    /// <summary>The fast path, and the plain one where it does not fit.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public void Usual()
    {
        Flow flow = Flow.Blank;
        for (ReadOnlySpan<byte> text = _padded.AsSpan(0, _length); !text.IsEmpty;)
        {
            text = text[Next(text, ref flow)..];
        }
    }

    /// <summary>The same, folded into a graph.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public void UsualAndFolded()
    {
        Flow flow = Flow.Blank;
        for (ReadOnlySpan<byte> text = _padded.AsSpan(0, _length); !text.IsEmpty;)
        {
            text = text[Next(text, ref flow)..];
            _graph.Accept(in flow);
        }
    }

    private int Next(ReadOnlySpan<byte> text, ref Flow flow)
    {
        int length = _decoder.DecodeUsual(text, ref flow);
        if (length == 0)
        {
            length = text.IndexOf((byte)'\n') + 1;
            _decoder.Decode(text[..length], ref flow);
        }

        return length;
    }
}
