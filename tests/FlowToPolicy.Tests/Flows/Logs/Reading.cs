using System.IO.Compression;
using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>One reading of logs, with all that it gave.</summary>
internal sealed class Reading
{
    /// <summary>A flow with the least that makes one; <c>@</c> stands for a number that tells flows apart.</summary>
    public const string SomeFlow =
        """{"flow":{"time":"2026-03-01T10:00:00Z","verdict":"FORWARDED","IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":4@,"destination_port":80}},"source":{"namespace":"shop","pod_name":"web"},"destination":{"namespace":"shop","pod_name":"cart"}}}""";

    private Reading(LogSource source, RecordingSink sink, LogSummary? summary, string? error)
    {
        Source = source;
        Sink = sink;
        Summary = summary;
        Error = error;
    }

    public LogSource Source { get; }

    public RecordingSink Sink { get; }

    public LogSummary? Summary { get; }

    /// <summary>The message of the <see cref="InputException"/> that ended the reading; null when none did.</summary>
    public string? Error { get; }

    public IReadOnlyList<string> Flows => Sink.Flows;

    public IEnumerable<string> Problems => Source.Problems.First.Select(p => p.ToString());

    public static Reading Of(params string[] paths) => Of(LogOptions.Default, paths);

    public static Reading Of(LogOptions options, params string[] paths) =>
        Of(options, () => throw new InvalidOperationException("Standard input was not asked for."), paths);

    /// <summary>Reads a text from standard input.</summary>
    public static Reading OfText(string text, LogOptions? options = null) => OfBytes(Encoding.UTF8.GetBytes(text), options);

    /// <summary>Reads bytes from standard input.</summary>
    public static Reading OfBytes(byte[] bytes, LogOptions? options = null) =>
        Of(options ?? LogOptions.Default, () => new MemoryStream(bytes), "-");

    public static Reading Of(LogOptions options, Func<Stream> standardInput, params string[] paths)
    {
        var source = new LogSource(paths, standardInput, options, new EndpointTable());
        var sink = new RecordingSink();
        try
        {
            return new Reading(source, sink, source.Read(sink), null);
        }
        catch (InputException failure)
        {
            return new Reading(source, sink, null, failure.Message);
        }
    }

    /// <summary>So many different flows, one a line.</summary>
    public static string Lines(int count, string end = "\n") =>
        string.Concat(Enumerable.Range(1, count).Select(i => Flow(i) + end));

    public static string Flow(int number) => SomeFlow.Replace("@", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
