using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Cli;

/// <summary>Small graphs made by hand, for what only reads graphs.</summary>
internal static class SampleGraph
{
    public static readonly long Start = new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc).Ticks;

    public static End Workload(string ns, string name, string kind = "Deployment", bool labelled = true, bool guessed = false, params string[] pods) => new()
    {
        Kind = EndKind.Workload,
        Workload = new Workload(ns, kind, name),
        LabelSets = labelled ? [LabelSet.Parse($"k8s:app={name}", $"k8s:io.kubernetes.pod.namespace={ns}")] : [],
        NameIsGuessed = guessed,
        PodNames = pods,
        Name = $"{ns}/{name}",
    };

    public static End Reserved(EndKind kind, string name) =>
        new() { Kind = kind, LabelSets = [LabelSet.Parse($"reserved:{name}")], Name = name };

    public static End World() => Reserved(EndKind.World, "world");

    public static Edge Edge(
        End client, End server, ushort port, EdgeOutcome outcome = EdgeOutcome.Allowed, EdgeMarks marks = EdgeMarks.None,
        long connections = 7, Protocol protocol = Protocol.Tcp, bool answered = true, long at = 0, long beyond = 0, params EdgeAddress[] addresses)
    {
        bool letThrough = outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;
        return new Edge
        {
            Client = client,
            Server = server,
            Protocol = protocol,
            Port = port,
            Outcome = outcome,
            Answered = answered && letThrough,
            Marks = marks,
            Evidence = new Evidence
            {
                Connections = letThrough ? connections : 0,
                FirstSeen = Start + at,
                LastSeen = Start + at + TimeSpan.TicksPerMinute,
                Days = 1,
                Nodes = ["default/worker-1"],
                Samples = [Guid.Parse("6073fe64-6632-4e62-8c7a-3cbce0106900")],
                Sightings = new Sightings { ClientNew = connections, Denied = letThrough ? 0 : connections },
                SeenAtClient = true,
            },
            ClientLabels = client.LabelSets,
            ServerLabels = server.LabelSets,
            Addresses = addresses,
            AddressesBeyond = beyond,
        };
    }

    public static EdgeAddress At(string address, EdgeOutcome outcome = EdgeOutcome.Allowed, bool answered = true, params string[] names) =>
        new() { Address = Address.Parse(address), Outcome = outcome, Connections = 1, Answered = answered, Names = names };

    public static CommunicationGraph Of(params Edge[] edges) => new()
    {
        Ends = [.. edges.SelectMany(e => (End[])[e.Client, e.Server]).Distinct().Order(End.Order)],
        Edges = edges,
        Window = new ObservationWindow
        {
            First = Start,
            Last = Start + TimeSpan.FromHours(26).Ticks,
            Nodes = ["default/worker-1", "default/worker-2"],
        },
        Accounting = new Accounting { Read = 100, Folded = 90, Reasons = [new("blank line", 3), new("health probe", 7)] },
        HomeClusters = ["default"],
        IsMesh = false,
        CiliumVersion = "1.18",
    };

    public static CommunicationGraph With(this CommunicationGraph graph, ObservationWindow window) => new()
    {
        Ends = graph.Ends,
        Edges = graph.Edges,
        Window = window,
        Accounting = graph.Accounting,
        HomeClusters = graph.HomeClusters,
        IsMesh = graph.IsMesh,
        CiliumVersion = graph.CiliumVersion,
    };

    public static Dictionary<LostEventSource, long> Lost(LostEventSource source, long count) => new() { [source] = count };
}
