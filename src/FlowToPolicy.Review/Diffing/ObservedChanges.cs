using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Replays what was observed through two policy sets.</summary>
internal sealed class ObservedChanges(PolicySet before, PolicySet after, VerificationOptions options)
{
    private readonly PolicyReplay _before = new(before, options);
    private readonly PolicyReplay _after = new(after, options);

    public List<ConnectionChange> Changes { get; } = [];

    public int Unchanged { get; private set; }

    public int Unjudged { get; private set; }

    /// <summary>Client, server and port of everything observed.</summary>
    public HashSet<(string Client, string Server, string Port)> Seen { get; } = [];

    /// <summary>Replays a window.</summary>
    public void Compare(CommunicationGraph graph)
    {
        foreach (ObservedConnection connection in ObservedConnection.Of(graph))
        {
            ConnectionVerdict was = _before.Judge(connection), becomes = _after.Judge(connection);
            Edge edge = connection.Edge;
            string port = new PortInterval(edge.Protocol, edge.Port, edge.Port).ToString();
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
    }

    private void Add(ConnectionVerdict was, ConnectionVerdict becomes, string port)
    {
        ConnectionState before = State(was), after = State(becomes);
        ChangeClass? change = (was.Verdict, becomes.Verdict) switch
        {
            (ReplayVerdict.Admitted, ReplayVerdict.Denied) => ChangeClass.Breaks,
            (ReplayVerdict.Denied, ReplayVerdict.Admitted) => ChangeClass.Admits,
            (ReplayVerdict.Admitted, _) when before.Filter != after.Filter => ChangeClass.Filters,
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
            Before = before.Rules,
            After = after.Rules,
        });
    }

    private static ConnectionState State(ConnectionVerdict verdict) => ConnectionState.Of(verdict.Egress.Judgement, verdict.Ingress.Judgement);
}
