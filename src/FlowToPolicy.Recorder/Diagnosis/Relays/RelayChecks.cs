using FlowToPolicy.Recorder.Diagnosis.Checks;
using FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>All checks of a relay, in the order of a report; those of its flows follow.</summary>
public static class RelayChecks
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<RelayCheck> All { get; } =
    [
        new Reachable(), new TlsCertificate(), new Versions(), new ConnectedNodes(), new AgentRestarts(), new RingSpan(), new FieldMask(), new StreamHolds(), new LossNow(), new ClockSkew(),
    ];

    /// <summary>What all of them say, and the checks of flows about the newest flows of each node; a few hundred
    /// flows say nothing of the window, and of its nodes the relay itself says more.</summary>
    public static IReadOnlyList<CheckResult> Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        IEnumerable<CheckResult?> ofFlows = findings.Census is { } census && (findings.Failure is null || census.Flows > 0)
            ? FlowChecks.All.Where(c => c is not (WindowLength or NodeNames)).Select(c => c.Examine(census))
            : [];
        return [.. All.Select(c => c.Examine(findings)).Concat(ofFlows).OfType<CheckResult>()];
    }
}
