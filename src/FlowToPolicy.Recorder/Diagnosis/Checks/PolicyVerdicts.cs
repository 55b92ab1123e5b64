namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether the policy engine's own account of each new connection is there.</summary>
public sealed class PolicyVerdicts : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "policy-verdicts";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : census.PolicyVerdicts > 0
                ? Ok(Count(census.PolicyVerdicts, "policy-verdict event") + (census.Audited > 0 ? $", {Number(census.Audited)} of them in audit mode" : ""))
                : Warning(
                    "no policy-verdict event: allowed connections show in trace events only, audit mode not at all",
                    "they come only for workloads that a policy selects; if there are such, set bpf.events.policyVerdict.enabled (Helm) and leave event type 5 in the filters");
    }
}
