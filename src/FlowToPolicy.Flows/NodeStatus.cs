namespace FlowToPolicy.Flows;

/// <summary>What a relay says of some of its nodes.</summary>
/// <param name="State">Their state.</param>
/// <param name="Nodes">Their names.</param>
/// <param name="Message">The error, when there is one.</param>
public sealed record NodeStatus(NodeState State, IReadOnlyList<string> Nodes, string Message);
