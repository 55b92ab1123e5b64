namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether ends outside of the cluster have addresses, without which only the whole world can be allowed.</summary>
public sealed class WorldAddresses : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "addresses";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        long missing = census.WorldEnds - census.WorldEndsWithAddress;
        return census.WorldEnds == 0 ? null
            : missing == 0 ? Ok($"all {Number(census.WorldEnds)} ends outside of the cluster have an address")
            : Warning(
                $"{Of(missing, census.WorldEnds, "ends outside of the cluster")} have no address: no CIDR rule can be written for them, only the whole world",
                "add IP to the field mask, or to the fields that the exporter aggregates by");
    }
}
