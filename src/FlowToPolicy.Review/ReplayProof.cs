using FlowToPolicy.Graph;
using FlowToPolicy.Review.Replaying;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review;

/// <summary>Replays a window through a proposal. It knows nothing of how the policies were made.</summary>
public static class ReplayProof
{
    /// <summary>Judges every admitted edge, for each of its addresses and label sets, at both ends; and every denied attempt.</summary>
    public static ProofResult Prove(CommunicationGraph graph, Proposal proposal, ProposalOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(options);

        var rules = new ProposedRules(graph, proposal);
        var reducer = new LabelReducer(proposal.Policies);
        HashSet<End> shared = [.. proposal.Shared.SelectMany(selector => selector.Workloads)];
        var replay = new EdgeReplay(rules, reducer, options, proposal.Uncovered.ToHashSet(), shared);
        foreach (Edge edge in graph.Edges)
        {
            replay.Replay(edge);
        }

        var unused = new UnusedCount(graph, rules, reducer);
        unused.Walk(proposal);
        return new ProofResult
        {
            Connections = replay.Connections,
            Edges = replay.Edges,
            Failures = replay.Failures,
            UnlistedAddresses = replay.UnlistedAddresses,
            DeniedAttempts = replay.DeniedAttempts,
            DeniedAdmitted = replay.DeniedAdmitted,
            DeniedInseparable = replay.DeniedInseparable,
            DeniedLeftOpen = replay.DeniedLeftOpen,
            UnusedAdmitted = unused.Unused,
            DerivedAdmitted = unused.Derived,
            NotProvable = replay.NotProvable,
        };
    }
}
