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

        // What must not pass is judged by the wider reading, which hides no excess; what must pass by the narrower. They differ in a mesh only.
        var wide = new ProposedRules(graph, proposal, peersAreLocal: false);
        ProposedRules narrow = graph.IsMesh ? new ProposedRules(graph, proposal, peersAreLocal: true) : wide;
        var reducer = new LabelReducer(proposal.Policies);
        var names = new WorldNames(graph.Edges);
        var replay = new EdgeReplay((narrow, wide), reducer, options, proposal.Uncovered.ToHashSet(), new EndGroups(proposal.Shared), names);
        foreach (Edge edge in graph.Edges)
        {
            replay.Replay(edge);
        }

        replay.Finish();
        var unused = new UnusedCount(graph, wide, reducer, names);
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
            StoppedUncovered = replay.StoppedUncovered,
        };
    }
}
