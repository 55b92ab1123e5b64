using System.Text.Json;

namespace FlowToPolicy.Benchmarks.Generating.Truths;

/// <summary>Compares what <c>graph -o json</c> says of a log with the truth about it.</summary>
internal static class TruthCheck
{
    /// <summary>All differences, each in one line; none when the graph is right.</summary>
    public static IReadOnlyList<string> Differences(LogTruth log, IReadOnlyList<TruthEdge> edges, JsonElement graph)
    {
        var differences = new List<string>();
        JsonElement accounting = graph.GetProperty("accounting");
        Compare("lines read", log.Lines, accounting.GetProperty("read").GetInt64());
        Compare("sightings folded", log.Sightings, accounting.GetProperty("folded").GetInt64());
        Dictionary<(string, string, string, int), TruthEdge> found = [];
        foreach (JsonElement edge in graph.GetProperty("edges").EnumerateArray())
        {
            TruthEdge one = EdgeOf(edge);
            found.Add((one.Client, one.Server, one.Protocol, one.Port), one);
        }

        foreach (TruthEdge edge in edges)
        {
            if (!found.Remove((edge.Client, edge.Server, edge.Protocol, edge.Port), out TruthEdge? one))
            {
                differences.Add($"missing: {edge}");
            }
            else if (!edge.Equals(one))
            {
                differences.Add($"true: {edge}\n  but: {one}");
            }
        }

        differences.AddRange(found.Values.Order().Select(edge => $"not in the log: {edge}"));
        return differences;

        void Compare(string what, long truth, long claim)
        {
            if (truth != claim)
            {
                differences.Add($"{what}: {claim} instead of {truth}");
            }
        }
    }

    private static TruthEdge EdgeOf(JsonElement edge)
    {
        return new TruthEdge
        {
            Client = edge.GetProperty("client").GetString()!,
            Server = edge.GetProperty("server").GetString()!,
            Protocol = edge.GetProperty("protocol").GetString()!,
            Port = edge.GetProperty("port").GetInt32(),
            Outcome = edge.GetProperty("outcome").GetString()!,
            Connections = edge.GetProperty("connections").GetInt64(),
            Days = edge.GetProperty("days").GetInt32(),
            FirstSeen = Time(edge.GetProperty("firstSeen")),
            LastSeen = Time(edge.GetProperty("lastSeen")),
            Sightings =
            [
                .. edge.GetProperty("sightings").EnumerateObject().Where(p => p.Name != "aggregated")
                    .Select(p => KeyValuePair.Create(p.Name, p.Value.GetInt64())),
            ],
        };
    }

    private static string Time(JsonElement time) => TruthEdge.Time((time.GetDateTime().ToUniversalTime() - DateTime.UnixEpoch).Ticks * 100);
}
