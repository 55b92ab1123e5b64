namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether ends are known.</summary>
public sealed class UnknownEnds : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "ends";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        long ends = census.Flows * 2;
        return census.UnknownEnds == 0 ? null
            : census.UnknownEnds * 2 > ends
                ? Failing($"{Of(census.UnknownEnds, ends, "ends")} are unknown: neither identity nor labels nor namespace", "add source and destination to the field mask")
                : Warning($"{Of(census.UnknownEnds, ends, "ends")} are unknown: they become no rule", "pods that are being born or gone; when it is many, look at the field mask");
    }
}
