namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether a stream of new flows stays open for some seconds.</summary>
public sealed class StreamHolds : RelayCheck
{
    /// <inheritdoc/>
    public override string Name => "stream";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return findings.SampleLength == TimeSpan.Zero ? null
            : findings.StreamEnd is { } end ? Warning(
                $"the stream of new flows did not hold for {Length(findings.SampleLength)}: {end}",
                "look at the relay's restarts and log (kubectl -n kube-system logs -l k8s-app=hubble-relay) and at what stands between; a recorder opens the stream again, and what the rings do not hold by then is a gap")
            : Ok("new flows can be followed");
    }
}
