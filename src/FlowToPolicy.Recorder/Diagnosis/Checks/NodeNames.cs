namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether flows name their node.</summary>
public sealed class NodeNames : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "nodes";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : census.WithNode == census.Flows ? Ok(Count(census.Nodes.Count, "node"))
            : Warning($"{Of(census.Flows - census.WithNode, census.Flows, "flows")} do not name their node: coverage by node cannot be said", "add node_name to the field mask");
    }
}
