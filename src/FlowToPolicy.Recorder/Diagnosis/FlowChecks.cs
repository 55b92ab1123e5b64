using FlowToPolicy.Recorder.Diagnosis.Checks;

namespace FlowToPolicy.Recorder.Diagnosis;

/// <summary>All checks of a source's flows, in the order of a report.</summary>
public static class FlowChecks
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<FlowCheck> All { get; } =
    [
        new AnyFlows(), new Damage(), new FlowTime(), new WindowLength(), new NodeNames(), new UnknownEnds(), new PodLabels(), new ServerPorts(), new Direction(),
        new WorldAddresses(), new DnsNames(), new PolicyVerdicts(), new Drops(), new L7Events(), new Uuids(), new Aggregation(), new LostEvents(),
    ];

    /// <summary>What all of them say of a sample.</summary>
    public static IReadOnlyList<CheckResult> Examine(FlowCensus census) => [.. All.Select(c => c.Examine(census)).OfType<CheckResult>()];
}
