namespace FlowToPolicy.Flows;

/// <summary>What a relay says of some of its nodes.</summary>
/// <param name="State">Their state.</param>
/// <param name="Nodes">Their names.</param>
/// <param name="Message">The error, when there is one.</param>
public sealed record NodeStatus(NodeState State, IReadOnlyList<string> Nodes, string Message)
{
    /// <summary>Whether the nodes refuse the field mask of the request (agents do so that lack one of its fields).</summary>
    public bool RefusesFieldMask => State == NodeState.Error
        && (Message.Contains("fieldmask", StringComparison.OrdinalIgnoreCase)
            || Message.Contains("field mask", StringComparison.OrdinalIgnoreCase)
            || Message.Contains("field_mask", StringComparison.OrdinalIgnoreCase));
}
