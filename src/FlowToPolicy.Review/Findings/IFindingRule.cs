using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Findings;

/// <summary>Looks for one kind of finding. One rule, one class.</summary>
public interface IFindingRule
{
    /// <summary>The finding, or null when there is no case of it.</summary>
    Finding? Examine(Analysis analysis);
}

/// <summary>What findings are looked for in.</summary>
/// <param name="Graph">What was observed.</param>
/// <param name="Proposal">What is proposed for it.</param>
public sealed record Analysis(CommunicationGraph Graph, Proposal Proposal);
