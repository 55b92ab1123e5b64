using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Verification;

/// <summary>What is counted as one connection when a window is replayed: an edge or, where one end is the world, an edge and one of its addresses.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Address">The address outside the cluster; no address when the edge is taken as a whole.</param>
/// <param name="Outcome">What became of it in the window.</param>
/// <param name="Count">How many connections were seen.</param>
/// <param name="Clients">The client as policies see it, once for each of its label sets; empty when its labels are not known.</param>
/// <param name="Servers">The server, in the same way.</param>
public sealed record ObservedConnection(
    Edge Edge, Address Address, EdgeOutcome Outcome, long Count, IReadOnlyList<PolicyEnd> Clients, IReadOnlyList<PolicyEnd> Servers)
{
    private static readonly LabelSet World = LabelSet.Of([new Label(Label.Reserved, ReservedIdentity.World, "")]);

    /// <summary>Whether it was let through in the window, if only by audit mode: stopping it would be felt.</summary>
    public bool WasLetThrough => Outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;

    /// <summary>What the policies then in force said of it: true for allowed, false for denied, null when they were not asked.</summary>
    public bool? WasAllowedByPolicy => Outcome switch
    {
        EdgeOutcome.Allowed => true,
        EdgeOutcome.Failed => null,
        _ => false,
    };

    /// <summary>The end on the given side.</summary>
    public End Subject(PolicyDirection direction) => direction == PolicyDirection.Egress ? Edge.Client : Edge.Server;

    /// <summary>The end on the other side.</summary>
    public End Peer(PolicyDirection direction) => direction == PolicyDirection.Egress ? Edge.Server : Edge.Client;

    /// <summary>All connections of a graph, in the order of its edges and their addresses.</summary>
    public static IEnumerable<ObservedConnection> Of(CommunicationGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var plain = new Dictionary<LabelSet, PolicyEnd[]>();
        return graph.Edges.SelectMany(edge => Of(edge, plain));
    }

    private static IEnumerable<ObservedConnection> Of(Edge edge, Dictionary<LabelSet, PolicyEnd[]> plain)
    {
        IReadOnlyList<PolicyEnd> clients = Ends(edge.ClientLabels, edge.Client, plain), servers = Ends(edge.ServerLabels, edge.Server, plain);
        bool worldCalls = edge.Client.Kind == EndKind.World, worldServes = edge.Server.Kind == EndKind.World;
        if (!worldCalls && !worldServes)
        {
            yield return new ObservedConnection(edge, default, edge.Outcome, edge.Evidence.Connections, clients, servers);
            yield break;
        }

        if (edge.Addresses.Count == 0)
        {
            PolicyEnd[] nameless = [.. Labels(worldCalls ? edge.ClientLabels : edge.ServerLabels).Select(set => new PolicyEnd(set))];
            yield return new ObservedConnection(edge, default, edge.Outcome, edge.Evidence.Connections, worldCalls ? nameless : clients, worldServes ? nameless : servers);
            yield break;
        }

        foreach (EdgeAddress address in edge.Addresses)
        {
            IReadOnlyList<LabelSet> labels = address.LabelSets.Count > 0 ? address.LabelSets : Labels(worldCalls ? edge.ClientLabels : edge.ServerLabels);

            // An address without a name may have one that the log does not show; only a client's own names are sure to be known to its agent.
            string[]? names = address.Names.Count == 0 ? null : [.. address.Names.Select(name => name.TrimEnd('.').ToLowerInvariant())];
            PolicyEnd[] world = [.. labels.Select(set => new PolicyEnd(set, address.Address, names))];
            yield return new ObservedConnection(edge, address.Address, address.Outcome, address.Connections, worldCalls ? world : clients, worldServes ? world : servers);
        }
    }

    private static IReadOnlyList<LabelSet> Labels(IReadOnlyList<LabelSet> onEdge) => onEdge.Count > 0 ? onEdge : [World];

    // A node's address is known only where it is the only one. Most ends have one label set, and many edges have the same end.
    private static PolicyEnd[] Ends(IReadOnlyList<LabelSet> onEdge, End end, Dictionary<LabelSet, PolicyEnd[]> plain)
    {
        IReadOnlyList<LabelSet> sets = onEdge.Count > 0 ? onEdge : end.LabelSets;
        if (sets.Count != 1)
        {
            return [.. sets.Select(set => new PolicyEnd(set))];
        }

        if (!plain.TryGetValue(sets[0], out PolicyEnd[]? ends))
        {
            plain[sets[0]] = ends = [new PolicyEnd(sets[0])];
        }

        return ends;
    }
}
