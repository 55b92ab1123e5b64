using System.IO.Compression;
using System.Text.Json;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Review.ExpectedLogs;

/// <summary>
/// What a log says of its ends, read plainly and without the product's code: the labels of each workload, the reserved identities,
/// the server ports and the addresses that occur. The logs give each workload one label set.
/// </summary>
internal sealed class LogFacts
{
    public Dictionary<string, LabelSet> Workloads { get; } = [];

    public HashSet<string> ReservedEnds { get; } = [];

    public HashSet<(Protocol Protocol, ushort Port)> Ports { get; } = [];

    public static LogFacts Read(IEnumerable<string> files, IEnumerable<ExpectedRow> rows)
    {
        var facts = new LogFacts();
        foreach (string file in files)
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                using var document = JsonDocument.Parse(line);
                if (document.RootElement.TryGetProperty("flow", out JsonElement flow))
                {
                    facts.ReadEnd(flow, "source");
                    facts.ReadEnd(flow, "destination");
                }
            }
        }

        foreach (ExpectedRow row in rows)
        {
            facts.Ports.Add((row.Protocol, row.Port));
        }

        return facts;
    }

    private void ReadEnd(JsonElement flow, string name)
    {
        if (!flow.TryGetProperty(name, out JsonElement end) || !end.TryGetProperty("labels", out JsonElement list))
        {
            return;
        }

        string[] labels = [.. list.EnumerateArray().Select(l => l.GetString()!)];
        string[] reserved = [.. labels.Where(l => l.StartsWith("reserved:", StringComparison.Ordinal))];
        if (reserved.Length > 0)
        {
            ReservedEnds.Add(string.Join(',', reserved));
        }
        else if (end.TryGetProperty("workloads", out JsonElement workloads))
        {
            string key = end.GetProperty("namespace").GetString() + "/" + workloads[0].GetProperty("name").GetString();
            Workloads[key] = LabelSet.Parse(labels);
        }
    }
}
