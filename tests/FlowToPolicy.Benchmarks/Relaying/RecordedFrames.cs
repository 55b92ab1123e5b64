using System.IO.Compression;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf;

namespace FlowToPolicy.Benchmarks.Relaying;

/// <summary>The flows of a recorded log as the messages in which a relay sends them, one behind the other in one block of memory.</summary>
internal sealed class RecordedFrames
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly byte[] _bytes;
    private readonly List<int> _ends;

    private RecordedFrames(byte[] bytes, List<int> ends, long lastTime) => (_bytes, _ends, LastTime) = (bytes, ends, lastTime);

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count;

    /// <summary>Bytes of a message on average.</summary>
    public double AverageLength => (double)_ends[^1] / Count;

    /// <summary>The latest time of a flow, in .NET ticks.</summary>
    public long LastTime { get; }

    /// <summary>One message.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <summary>Reads at most <paramref name="limit"/> flows of a log of exporter's lines, packed or not; what is not a flow is left out.</summary>
    public static RecordedFrames Read(string log, int limit)
    {
        using Stream file = File.OpenRead(log);
        using Stream input = log.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var lines = new StreamReader(input);
        using var bytes = new MemoryStream();
        var ends = new List<int>();
        long lastTime = 0;
        while (ends.Count < limit && lines.ReadLine() is { } line)
        {
            GetFlowsResponse message = Parser.Parse<GetFlowsResponse>(line);
            if (message.ResponseTypesCase == GetFlowsResponse.ResponseTypesOneofCase.Flow)
            {
                message.WriteTo(bytes);
                ends.Add(checked((int)bytes.Length));
                lastTime = Math.Max(lastTime, message.Flow.Time?.ToDateTime().Ticks ?? 0);
            }
        }

        return new RecordedFrames(bytes.ToArray(), ends, lastTime);
    }
}
