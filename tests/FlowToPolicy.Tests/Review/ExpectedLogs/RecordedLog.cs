using System.Collections.Concurrent;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Review.ExpectedLogs;

/// <summary>The recorded logs in <c>fixtures/</c>.</summary>
internal static class RecordedLog
{
    private static readonly ConcurrentDictionary<string, Lazy<CommunicationGraph>> Folded = new();

    /// <summary>Folds all logs of a fixture, once for all tests.</summary>
    public static CommunicationGraph Fold(string name) => Folded.GetOrAdd(name, n => new(() => FoldFixture(n))).Value;

    /// <summary>Whether replies are all that was seen of an edge.</summary>
    public static bool OnlyRepliesShow(Edge edge) =>
        edge.Evidence.Sightings is { Replies: > 0, ClientNew: 0, ServerNew: 0, ClientVerdicts: 0, ServerVerdicts: 0, Ongoing: 0, Denied: 0, L7: 0 };

    /// <summary>Folds some files.</summary>
    public static CommunicationGraph FoldFiles(params string[] files)
    {
        var builder = new GraphBuilder();
        new LogSource(files, () => Stream.Null, LogOptions.Default, new EndpointTable()).Read(builder);
        return builder.Build();
    }

    private static CommunicationGraph FoldFixture(string name)
    {
        string[] files = [.. Directory.GetFiles(Repository.Fixture(name)).Where(f => f.EndsWith(".gz", StringComparison.Ordinal) || f.EndsWith("flows.jsonl", StringComparison.Ordinal))];
        return FoldFiles(files);
    }
}
