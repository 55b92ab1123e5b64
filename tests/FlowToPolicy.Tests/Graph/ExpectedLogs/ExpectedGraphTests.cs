using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Graph.ExpectedLogs;

/// <summary>The graph of a recorded log says of each connection what another program worked out for it.</summary>
public class ExpectedGraphTests
{
    public static TheoryData<string> Logs { get; } = ["small", "two-weeks", "dual-stack", "per-node"];

    [Theory]
    [MemberData(nameof(Logs))]
    public void Each_expected_connection_is_an_edge_with_the_expected_outcome(string log)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        var differences = new List<string>();
        foreach (ExpectedRow row in ExpectedRow.Read(Repository.Fixture(log, "expected.jsonl")).Where(r => r.Class is not "infrastructure"))
        {
            if (Find(graph, row) is not { } edge)
            {
                differences.Add($"no edge: {row}");
            }
            else if (!Agrees(row, edge))
            {
                differences.Add($"{edge.Outcome} instead of {row}");
            }
        }

        Assert.Empty(differences);
    }

    /// <summary>
    /// The expectations leave out what only replies show. On one node that is all there is to see of a pod that calls its own node
    /// (no egress-side forward event), and a reply proves the connection, so it is an edge here.
    /// </summary>
    [Theory]
    [MemberData(nameof(Logs))]
    public void No_edge_is_there_that_is_not_expected_but_for_those_that_only_replies_show(string log)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        IReadOnlyList<ExpectedRow> rows = ExpectedRow.Read(Repository.Fixture(log, "expected.jsonl"));
        HashSet<Edge> expected = [.. rows.Select(r => Find(graph, r)).OfType<Edge>()];
        Assert.Empty(graph.Edges.Where(e => !expected.Contains(e) && !RecordedLog.OnlyRepliesShow(e)).Select(e => $"{e.Client} -> {e.Server} {e.Protocol}/{e.Port} {e.Outcome}"));
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void Names_and_answers_are_those_that_the_log_reveals(string log)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        foreach (ExpectedRow row in ExpectedRow.Read(Repository.Fixture(log, "expected.jsonl")).Where(r => r.MustBeAdmitted && r.Addresses.Count > 0))
        {
            Edge edge = Find(graph, row)!;
            EdgeAddress[] addresses = [.. edge.Addresses.Where(a => row.Addresses.Contains(a.Address))];
            Assert.Equal(row.Addresses.Order(), addresses.Select(a => a.Address));
            if (edge.Server.Kind == EndKind.World)
            {
                Assert.Equal(row.Names.Order(StringComparer.Ordinal), addresses.SelectMany(a => a.Names).Distinct().Order(StringComparer.Ordinal));
            }
        }
    }

    private static bool Agrees(ExpectedRow row, Edge edge)
    {
        bool isWorld = edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World;
        IEnumerable<EdgeOutcome> outcomes = isWorld
            ? edge.Addresses.Where(a => row.Addresses.Count == 0 || row.Addresses.Contains(a.Address)).Select(a => a.Outcome)
            : [edge.Outcome];
        return outcomes.Any() && outcomes.All(o => row.Class switch
        {
            "audited" => o is EdgeOutcome.Audited || (isWorld && o is EdgeOutcome.Allowed),
            "denied" or "inseparable" => o is EdgeOutcome.Denied or EdgeOutcome.ExplicitlyDenied,
            _ => o is EdgeOutcome.Allowed,
        }) && (row.Class != "local-host" || edge.Marks.HasFlag(EdgeMarks.LocalHost));
    }

    private static Edge? Find(CommunicationGraph graph, ExpectedRow row) => graph.Edges.SingleOrDefault(e =>
        e.Protocol == row.Protocol && e.Port == row.Port && IsEnd(e.Client, row.From) && IsEnd(e.Server, row.To));

    private static bool IsEnd(End end, string name) => name switch
    {
        "reserved:world" or "reserved:world-ipv4" or "reserved:world-ipv6" => end.Kind == EndKind.World,
        "reserved:host" => end.Kind == EndKind.Host,
        "reserved:remote-node" => end.Kind == EndKind.RemoteNode,
        "reserved:host,reserved:kube-apiserver" => end.Kind is EndKind.KubeApiServer or EndKind.Host,
        "reserved:kube-apiserver,reserved:remote-node" => end.Kind == EndKind.KubeApiServer,
        "reserved:ingress" => end.Kind == EndKind.Ingress,
        _ => end.Name == name,
    };
}
