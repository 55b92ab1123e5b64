using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What must be admitted, in the words of rules: the groups and entities, and for the world each address.</summary>
internal sealed class AdmittedUse(EndGroups groups)
{
    private readonly HashSet<(string Client, string Server, ProtocolPort Port, Address Address)> _uses = [];

    /// <summary>Adds what must pass.</summary>
    public void Add(Attempt attempt)
    {
        Edge edge = attempt.Edge;
        var port = new ProtocolPort(edge.Protocol, edge.Port);
        (string client, string server) = (groups.Named(edge.Client), groups.Named(edge.Server));
        _uses.Add((client, server, port, attempt.Address));
        _uses.Add((client, server, port, default));
    }

    /// <summary>Whether no rule can admit all that must pass without this denied attempt: the same port between ends that rules name alike.</summary>
    public bool Implies(Attempt denied)
    {
        Edge edge = denied.Edge;
        var port = new ProtocolPort(edge.Protocol, edge.Port);
        return groups.TakingIn(edge.Client).Any(client => groups.TakingIn(edge.Server).Any(server => _uses.Contains((client, server, port, denied.Address))));
    }
}
