namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether lines could be read.</summary>
public sealed class Damage : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "damage";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        long damaged = census.Skipped(Flows.SkipReason.Damaged) + census.Skipped(Flows.SkipReason.TooLong) + census.Skipped(Flows.SkipReason.NotAFlow);
        return damaged == 0 ? null
            : Warning($"{Count(damaged, "line")} that hold no flow and are none that Hubble writes", "analyze --verbose names the first; was the file cut off while it was copied?");
    }
}
