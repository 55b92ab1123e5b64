namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether flows name the port that was called.</summary>
public sealed class ServerPorts : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "ports";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        long missing = census.WithPortProtocol - census.WithPort;
        return census.WithPortProtocol == 0 ? null
            : missing == 0 ? Ok("every flow names its ports")
            : missing == census.WithPortProtocol
                ? Failing("no flow names a port: rules would have to allow every port", "add l4 to the field mask, or l4.TCP.destination_port and l4.UDP.destination_port to the fields that the exporter aggregates by")
                : Warning($"{Of(missing, census.WithPortProtocol, "flows")} name no destination port", "add l4 to the field mask");
    }
}
