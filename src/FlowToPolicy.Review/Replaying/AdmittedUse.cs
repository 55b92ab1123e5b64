using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What must be admitted, in the words of rules: the groups and entities, and for the world each address; as far as denied attempts ask about it.</summary>
internal sealed class AdmittedUse
{
    private readonly EndGroups _groups;
    private readonly HashSet<(string Client, string Server, ProtocolPort Port)> _asked;
    private readonly HashSet<(string Client, string Server, ProtocolPort Port, Address Address)> _uses = [];

    /// <summary>Prepares for the questions about some denied attempts.</summary>
    public AdmittedUse(EndGroups groups, IEnumerable<Attempt> denied)
    {
        _groups = groups;
        _asked = [.. denied.SelectMany(attempt => TakingIn(attempt.Edge))];
    }

    /// <summary>Whether any of the denied attempts asks about the ends and the port of the edge.</summary>
    public bool IsAskedAbout(Edge edge) => _asked.Contains(Named(edge));

    /// <summary>Adds what must pass.</summary>
    public void Add(Attempt attempt)
    {
        (string client, string server, ProtocolPort port) = Named(attempt.Edge);
        _uses.Add((client, server, port, attempt.Address));
        _uses.Add((client, server, port, default));
    }

    /// <summary>Whether no rule can admit all that must pass without this denied attempt: the same port between ends that rules name alike.</summary>
    public bool Implies(Attempt denied) => TakingIn(denied.Edge).Any(use => _uses.Contains((use.Client, use.Server, use.Port, denied.Address)));

    private (string Client, string Server, ProtocolPort Port) Named(Edge edge) =>
        (_groups.Named(edge.Client), _groups.Named(edge.Server), new ProtocolPort(edge.Protocol, edge.Port));

    private IEnumerable<(string Client, string Server, ProtocolPort Port)> TakingIn(Edge edge)
    {
        var port = new ProtocolPort(edge.Protocol, edge.Port);
        return _groups.TakingIn(edge.Client).SelectMany(client => _groups.TakingIn(edge.Server).Select(server => (client, server, port)));
    }
}
