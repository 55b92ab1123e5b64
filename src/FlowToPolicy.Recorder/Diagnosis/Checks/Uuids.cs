namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether flows can be told apart.</summary>
public sealed class Uuids : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "uuids";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : census.WithUuid == census.Flows ? Ok("every flow has its uuid")
            : Warning(
                $"{Of(census.Flows - census.WithUuid, census.Flows, "flows")} have no uuid: after a break the same flow is recognised by its fields only, and evidence has no samples",
                "add uuid to the field mask; agents before 1.14 have none");
    }
}
