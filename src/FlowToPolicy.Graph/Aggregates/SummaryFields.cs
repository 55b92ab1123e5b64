using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>What a row says of the whole of its bucket.</summary>
internal static class SummaryFields
{
    private static readonly Dictionary<string, NoEdge> Reasons = Enum.GetValues<NoEdge>().ToDictionary(reason => AggregateFormat.Snake(reason.ToString()), StringComparer.Ordinal);
    private static readonly Dictionary<string, SkipReason> Skips = Enum.GetValues<SkipReason>().ToDictionary(reason => AggregateFormat.Snake(reason.ToString()), StringComparer.Ordinal);
    private static readonly Dictionary<string, LostEventSource> Sources = Enum.GetValues<LostEventSource>().ToDictionary(source => AggregateFormat.Snake(source.ToString()), StringComparer.Ordinal);

    public static void AddTo(GraphTally part, AggregateFields row, long first, long last)
    {
        part.Read = row.Count("read");
        part.Cover(first);
        part.Cover(last);
        if (row.Text("cilium_version") is { Length: > 0 } version)
        {
            part.LearnVersion(Version.TryParse(version, out Version? known) ? new Version(known.Major, known.Minor) : throw new RowException("'cilium_version' is none"));
        }

        foreach (string node in row.Texts("nodes"))
        {
            part.Nodes.Add(node);
        }

        foreach (string cluster in row.Texts("clusters"))
        {
            part.HomeClusters.Add(cluster);
        }

        foreach ((string name, AggregateFields fields) in row.Inside("without_edge"))
        {
            part.Count(Reasons.TryGetValue(name, out NoEdge reason) ? reason : throw Unknown("without_edge", name), fields.Count(name));
        }

        foreach ((string name, AggregateFields fields) in row.Inside("skipped"))
        {
            part.Count(Skips.TryGetValue(name, out SkipReason reason) ? reason : throw Unknown("skipped", name), fields.Count(name));
        }

        foreach ((string name, AggregateFields fields) in row.Inside("lost"))
        {
            LostEventSource source = Sources.TryGetValue(name, out LostEventSource known) ? known : throw Unknown("lost", name);
            part.Lost[source] = part.Lost.GetValueOrDefault(source) + fields.Count(name);
        }

        foreach ((string node, AggregateFields fields) in row.Inside("unread_nodes"))
        {
            part.Learn(new NodeStatus(NodeState.Error, [node], fields.Text(node)));
        }
    }

    private static RowException Unknown(string field, string name) => new($"'{field}' names '{name}', which is not known");
}
