using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>The connections between two ends: those observed, and those that a reader only asks about.</summary>
internal sealed class AskedConnections
{
    private readonly ExplainedEnd _client;
    private readonly ExplainedEnd _server;

    /// <summary>Takes what was observed out of a graph.</summary>
    public AskedConnections(CommunicationGraph? graph, ExplainedEnd client, ExplainedEnd server)
    {
        (_client, _server) = (client, server);
        Observed = graph is null ? [] : [.. ObservedConnection.Of(graph).Where(IsBetween)];
    }

    /// <summary>What was observed between the ends.</summary>
    public IReadOnlyList<ObservedConnection> Observed { get; }

    /// <summary>What was observed on a port.</summary>
    public IEnumerable<ObservedConnection> On(AskedPort port) =>
        Observed.Where(connection => connection.Edge.Protocol == port.Protocol && connection.Edge.Port == port.Port);

    /// <summary>The connection to judge: as observed when it was, with the ends as they were asked for.</summary>
    public ObservedConnection Asked(AskedPort port)
    {
        ObservedConnection[] seen = [.. On(port)];
        Edge edge = seen.Length > 0 ? seen[0].Edge : Imagined(port);
        return new ObservedConnection(edge, Address, EdgeOutcome.Failed, 0, Identities(_client, seen, c => c.Clients), Identities(_server, seen, c => c.Servers));
    }

    private Address Address => _client.End.Kind == EndKind.World ? AddressOf(_client) : _server.End.Kind == EndKind.World ? AddressOf(_server) : default;

    // The world as a whole is judged as an address that nobody knows; a rule for it names no address.
    private static Address AddressOf(ExplainedEnd end) => end.Address;

    private bool IsBetween(ObservedConnection connection) =>
        connection.Edge.Client == _client.End && connection.Edge.Server == _server.End && IsAt(_client, connection) && IsAt(_server, connection);

    private static bool IsAt(ExplainedEnd end, ObservedConnection connection) =>
        end.DnsName is { } name ? connection.Edge.Addresses.Any(known => known.Address == connection.Address && known.Names.Any(n => WorldEnds.Plain(n) == name))
        : end.Address.IsNone || connection.Address == end.Address;

    // Pods of one revision may have other labels than those seen on this very port; a pod that was asked for is but itself.
    private static IReadOnlyList<PolicyEnd> Identities(ExplainedEnd end, ObservedConnection[] seen, Func<ObservedConnection, IReadOnlyList<PolicyEnd>> side)
    {
        bool isWorld = end.End.Kind == EndKind.World && (end.DnsName is not null || !end.Address.IsNone);
        return isWorld && seen.Length > 0 ? [.. seen.SelectMany(side).DistinctBy(known => (known.Labels, known.Address))] : end.Identities;
    }

    private Edge Imagined(AskedPort port) => new()
    {
        Client = _client.End,
        Server = _server.End,
        Protocol = port.Protocol,
        Port = port.Port,
        Outcome = EdgeOutcome.Failed,
        Answered = false,
        Marks = EdgeMarks.None,
        Evidence = new Evidence(),
        ClientLabels = [.. _client.Identities.Select(identity => identity.Labels).Distinct()],
        ServerLabels = [.. _server.Identities.Select(identity => identity.Labels).Distinct()],
        Addresses = Address.IsNone ? [] : [new EdgeAddress { Address = Address, Outcome = EdgeOutcome.Failed, Names = _server.DnsName is { } name ? [name] : [] }],
    };
}
