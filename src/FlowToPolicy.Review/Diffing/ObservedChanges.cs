using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Replays what was observed through two policy sets.</summary>
internal sealed class ObservedChanges(PolicySide before, PolicySide after, EqualRules equal)
{
    private const int ChunkSize = 4096;

    private readonly ProxyConditions _conditions = new();
    private readonly Dictionary<PortInterval, string> _portNames = [];

    public List<ConnectionChange> Changes { get; } = [];

    public int Unchanged { get; private set; }

    public int Unjudged { get; private set; }

    /// <summary>Client, server and port of everything observed.</summary>
    public HashSet<(string Client, string Server, string Port)> Seen { get; } = [];

    /// <summary>Replays a window.</summary>
    public void Compare(CommunicationGraph graph)
    {
        // Each set has an evaluator of its own, so the two of them can be asked at once.
        foreach (ObservedConnection[] connections in ObservedConnection.Of(graph).Chunk(ChunkSize))
        {
            var verdicts = new (ConnectionVerdict Was, ConnectionVerdict? Becomes)[connections.Length];
            bool[] isEqual = Array.ConvertAll(connections, equal.About);
            Parallel.Invoke(
                () => Each(connections, (i, connection) => verdicts[i].Was = before.Judge(connection)),
                () => Each(connections, (i, connection) => verdicts[i].Becomes = isEqual[i] ? null : after.Judge(connection)));
            foreach ((ConnectionVerdict was, ConnectionVerdict? becomes) in verdicts)
            {
                Compare(was, becomes ?? was);
            }
        }
    }

    private static void Each(ObservedConnection[] connections, Action<int, ObservedConnection> judge)
    {
        for (int i = 0; i < connections.Length; i++)
        {
            judge(i, connections[i]);
        }
    }

    private void Compare(ConnectionVerdict was, ConnectionVerdict becomes)
    {
        Edge edge = was.Connection.Edge;
        string port = PortName(new PortInterval(edge.Protocol, edge.Port, edge.Port));
        Seen.Add((edge.Client.Name, edge.Server.Name, port));
        if (was.Verdict == ReplayVerdict.Unjudged || becomes.Verdict == ReplayVerdict.Unjudged)
        {
            Unjudged++;
        }
        else
        {
            Add(was, becomes, port);
        }
    }

    private void Add(ConnectionVerdict was, ConnectionVerdict becomes, string port)
    {
        ConnectionState old = State(before, was), updated = State(after, becomes);
        ChangeClass? change = (was.Verdict, becomes.Verdict) switch
        {
            (ReplayVerdict.Admitted, ReplayVerdict.Denied) => ChangeClass.Breaks,
            (ReplayVerdict.Denied, ReplayVerdict.Admitted) => ChangeClass.Admits,
            (ReplayVerdict.Admitted, _) when _conditions.Of(old) != _conditions.Of(updated) => ChangeClass.Filters,
            _ => null,
        };
        if (change is not { } found)
        {
            Unchanged++;
            return;
        }

        Changes.Add(new ConnectionChange
        {
            Class = found,
            Client = was.Connection.Edge.Client.Name,
            Server = was.Connection.Edge.Server.Name,
            Ports = port,
            Observed = was.Connection,
            Before = old.Rules,
            After = updated.Rules,
        });
    }

    private string PortName(PortInterval port)
    {
        if (!_portNames.TryGetValue(port, out string? name))
        {
            _portNames[port] = name = port.ToString();
        }

        return name;
    }

    private static ConnectionState State(PolicySide side, ConnectionVerdict verdict) =>
        ConnectionState.Of(verdict.Egress.Judgement, verdict.Ingress.Judgement, (direction, request) => side.Ask(verdict, direction, request));
}
