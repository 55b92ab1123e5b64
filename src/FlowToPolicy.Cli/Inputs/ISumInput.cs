using FlowToPolicy.Graph.Folding;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>An input that holds sums of flows, instead of flows or besides them.</summary>
internal interface ISumInput : IFlowInput
{
    /// <summary>The sums, once the input was read.</summary>
    GraphTally Sum { get; }

    /// <summary>The window that it is a part of; inputs that are read together share it.</summary>
    AskedWindow Asked { get; }
}
