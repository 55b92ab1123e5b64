using FlowToPolicy.Graph;
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
        throw new NotSupportedException("Not yet.");
    }
}
