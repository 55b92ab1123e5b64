namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether addresses have DNS names, without which no FQDN rule can be written.</summary>
public sealed class DnsNames : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "names";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.WorldEnds == 0 ? null
            : census.WithNames > 0 || census.Dns > 0
                ? Ok($"{Count(census.WithNames, "flow")} with names, {Count(census.Dns, "DNS event")}")
                : Warning(
                    "no DNS name: egress to the world can be allowed by address only",
                    "names need the DNS proxy (a policy with rules.dns; ACNS on AKS), and source_names, destination_names in the field mask");
    }
}
