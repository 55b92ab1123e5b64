namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether an exporter added flows up.</summary>
public sealed class Aggregation : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "aggregation";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Aggregated == 0 ? null
            : Warning(
                $"{Of(census.Aggregated, census.Flows, "lines")} stand for several flows each: what the exporter did not aggregate by is gone",
                "for a proposal aggregate by IP, ports, labels, names and verdict, or do not aggregate");
    }
}
