using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What is replayed of an edge: all of it, or its part with one address outside the cluster.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Outcome">What became of this part.</param>
/// <param name="Address">The address; none when the edge is replayed as a whole.</param>
/// <param name="Clients">The client as policies see it, once for each kind of labels.</param>
/// <param name="Servers">The server as policies see it, once for each kind of labels.</param>
internal sealed record Attempt(Edge Edge, EdgeOutcome Outcome, Address Address, IReadOnlyList<PolicyEnd> Clients, IReadOnlyList<PolicyEnd> Servers)
{
    private static readonly LabelSet World = LabelSet.Of([new Label(Label.Reserved, ReservedIdentity.World, "")]);

    /// <summary>
    /// All parts of an edge. What must pass may count on the names that its own client was seen to get. What must not pass is judged with
    /// all names of its address: an agent shares what its resolver answers among the pods of its node, and answers rotate.
    /// </summary>
    public static IEnumerable<Attempt> Of(Edge edge, PolicyEnds ends, WorldNames known, ProposalOptions options)
    {
        IReadOnlyList<PolicyEnd> clients = ends.Of(edge.ClientLabels, edge.Client), servers = ends.Of(edge.ServerLabels, edge.Server);
        bool worldCalls = edge.Client.Kind == EndKind.World, worldServes = edge.Server.Kind == EndKind.World;
        return (!worldCalls && !worldServes) || edge.Addresses.Count == 0
            ? [new Attempt(edge, edge.Outcome, default, clients, servers)]
            : ByAddress(edge, clients, servers, ends, known, options);
    }

    private static IEnumerable<Attempt> ByAddress(
        Edge edge, IReadOnlyList<PolicyEnd> clients, IReadOnlyList<PolicyEnd> servers, PolicyEnds ends, WorldNames known, ProposalOptions options)
    {
        bool worldCalls = edge.Client.Kind == EndKind.World, worldServes = edge.Server.Kind == EndKind.World;
        IReadOnlyList<LabelSet> usual = worldServes ? edge.ServerLabels : edge.ClientLabels;
        foreach (EdgeAddress address in edge.Addresses)
        {
            IReadOnlyList<LabelSet> labels = address.LabelSets.Count > 0 ? address.LabelSets : usual.Count > 0 ? usual : [World];
            string[] names = Expectation.MustNotPass(address.Outcome, options)
                ? [.. known.Names(address.Address)]
                : [.. address.Names.Select(name => name.TrimEnd('.').ToLowerInvariant())];
            PolicyEnd[] world = [.. ends.Distinct(labels).Select(set => new PolicyEnd(set, address.Address, names))];
            yield return new Attempt(edge, address.Outcome, address.Address, worldCalls ? world : clients, worldServes ? world : servers);
        }
    }
}
