using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>An input that holds sums of flows, instead of flows or besides them.</summary>
internal interface ISumInput : IFlowInput
{
    /// <summary>The sums, once the input was read.</summary>
    GraphTally Sum { get; }

    /// <summary>How much of the window was recorded, once the input was read; null when nothing says so.</summary>
    WindowCoverage? Coverage { get; }
}
