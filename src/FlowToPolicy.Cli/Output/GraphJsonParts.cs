using System.Text.Json;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Cli.Output;

/// <summary>The parts of a graph's JSON document other than edges.</summary>
internal static class GraphJsonParts
{
    // Nearly every label is shorter; longer ones are made into a string first.
    private const int LabelRoom = 256;

    /// <summary>The window, the clusters and what is missing.</summary>
    public static void Window(Utf8JsonWriter json, CommunicationGraph graph)
    {
        ObservationWindow window = graph.Window;
        json.WriteStartObject("window");
        json.Time("first", window.First);
        json.Time("last", window.Last);
        json.Strings("nodes", window.Nodes);
        json.WriteStartObject("lost");
        foreach ((var source, long count) in window.Lost.OrderBy(l => l.Key))
        {
            json.WriteNumber(Words.Lost(source), count);
        }

        json.WriteEndObject();
        json.WriteStartArray("unreadNodes");
        foreach ((string node, string message) in window.UnreadNodes)
        {
            json.WriteStartObject();
            json.WriteString("node", node);
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Strings("homeClusters", graph.HomeClusters);
        json.WriteBoolean("mesh", graph.IsMesh);
        json.WriteString("ciliumVersion", graph.CiliumVersion);
        json.WriteEndObject();
    }

    /// <summary>Where the lines went.</summary>
    public static void Accounting(Utf8JsonWriter json, Accounting accounting)
    {
        json.WriteStartObject("accounting");
        json.WriteNumber("read", accounting.Read);
        json.WriteNumber("folded", accounting.Folded);
        json.WriteStartObject("reasons");
        foreach ((string reason, long count) in accounting.Reasons)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>One end.</summary>
    public static void End(Utf8JsonWriter json, End end)
    {
        json.WriteStartObject();
        json.WriteString("name", end.Name);
        json.WriteString("kind", Words.Kind(end.Kind));
        if (end.Workload is { } workload)
        {
            json.WriteString("namespace", workload.Namespace);
            json.WriteString("workload", workload.Name);
            json.WriteString("workloadKind", workload.Kind);
        }

        json.WriteString("cluster", end.Cluster);
        json.WriteBoolean("home", end.IsHome);
        json.WriteBoolean("nameIsGuessed", end.NameIsGuessed);
        json.Strings("podNames", end.PodNames);
        LabelSets(json, "labelSets", end.LabelSets);
        json.WriteEndObject();
    }

    /// <summary>Label sets, each as a list of labels in Cilium's spelling.</summary>
    public static void LabelSets(Utf8JsonWriter json, string name, IReadOnlyList<LabelSet> sets)
    {
        json.WriteStartArray(name);
        Span<char> room = stackalloc char[LabelRoom];
        for (int i = 0; i < sets.Count; i++)
        {
            json.WriteStartArray();
            for (int j = 0; j < sets[i].Count; j++)
            {
                Label label = sets[i][j];
                json.WriteStringValue(label.TryFormat(room, out int length) ? room[..length] : label.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
