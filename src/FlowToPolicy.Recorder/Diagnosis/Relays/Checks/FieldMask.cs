namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether all nodes send the fields that are needed and no others.</summary>
public sealed class FieldMask : RelayCheck
{
    /// <inheritdoc/>
    public override string Name => "field-mask";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return findings.Census is null || findings.Failure is not null ? null
            : findings.MaskWithdrawn ? Warning("a node refuses the field mask: all fields are asked for, which is several times the traffic", "update the agents; nothing is lost by it")
            : Ok("understood");
    }
}
