using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Tests.Cli;

namespace FlowToPolicy.Tests.Recorder.Estimation;

/// <summary>A graph of connections that were made at given times, for what reads when edges were seen.</summary>
internal sealed class RecordedGraph
{
    public static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, End> _ends = [];
    private readonly Dictionary<(End Client, End Server, ushort Port), List<DateTime>> _edges = [];

    public RecordedGraph Calls(string client, string server, ushort port, params DateTime[] times) => Calls(client, "Deployment", server, port, times);

    public RecordedGraph Calls(string client, string kind, string server, ushort port, params DateTime[] times)
    {
        (End, End, ushort) key = (End(client, kind), End(server, "Deployment"), port);
        if (!_edges.TryGetValue(key, out List<DateTime>? known))
        {
            _edges.Add(key, known = []);
        }

        known.AddRange(times);
        return this;
    }

    public static DateTime[] EveryHour(int days) => [.. Enumerable.Range(0, days * 24).Select(h => Monday.AddHours(h))];

    public CommunicationGraph Build()
    {
        CommunicationGraph graph = SampleGraph.Of([.. _edges.Select(e => EdgeOf(e.Key, e.Value))]);
        DateTime[] times = [.. _edges.Values.SelectMany(t => t)];
        return new CommunicationGraph
        {
            Ends = graph.Ends,
            Edges = graph.Edges,
            Window = new ObservationWindow { First = times.Min().Ticks, Last = times.Max().Ticks, Nodes = ["n1"] },
            Accounting = graph.Accounting,
            HomeClusters = graph.HomeClusters,
            IsMesh = false,
        };
    }

    private End End(string name, string kind)
    {
        if (!_ends.TryGetValue(name, out End? end))
        {
            string[] parts = name.Split('/');
            _ends.Add(name, end = SampleGraph.Workload(parts[0], parts[1], kind));
        }

        return end;
    }

    private static Edge EdgeOf((End Client, End Server, ushort Port) key, List<DateTime> times)
    {
        var hours = default(HoursOfWeek);
        times.ForEach(t => hours.Add(t.Ticks));
        return new Edge
        {
            Client = key.Client,
            Server = key.Server,
            Protocol = Protocol.Tcp,
            Port = key.Port,
            Outcome = EdgeOutcome.Allowed,
            Answered = true,
            Marks = EdgeMarks.None,
            Evidence = new Evidence
            {
                Connections = times.Count,
                FirstSeen = times.Min().Ticks,
                LastSeen = times.Max().Ticks,
                Days = times.Select(t => t.Date).Distinct().Count(),
                Hours = hours,
                Nodes = ["n1"],
            },
            ClientLabels = key.Client.LabelSets,
            ServerLabels = key.Server.LabelSets,
        };
    }
}
