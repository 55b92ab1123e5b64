using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis;

/// <summary>Makes the least-privilege policies that a graph needs.</summary>
public static class ProposalBuilder
{
    /// <summary>Proposes policies for the workloads of <paramref name="graph"/>.</summary>
    public static Proposal Build(CommunicationGraph graph, ProposalOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        return new Proposal { Policies = [], Admitted = [], Uncovered = [], Shared = [], Remarks = [] };
    }
}
