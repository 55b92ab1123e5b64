namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether the clocks of nodes agree with this machine's: hours are those of flows, coverage is by both.</summary>
public sealed class ClockSkew : RelayCheck
{
    /// <summary>How far they may differ, the way of a flow included.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Name => "clocks";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        (string Name, TimeSpan Behind)[] nodes = [.. findings.Sample.Where(n => n.Behind is not null).Select(n => (n.Name, n.Behind!.Value)).OrderByDescending(n => n.Value.Duration())];
        string[] wrong = [.. nodes.Where(n => n.Behind.Duration() > Most).Select(n => $"{n.Name} {Length(n.Behind.Duration())} {(n.Behind > TimeSpan.Zero ? "behind" : "ahead")}")];

        // Without a new flow, one from the future says as much.
        var ahead = new TimeSpan((findings.Census?.Last ?? 0) - findings.Time.UtcTicks);
        return wrong.Length > 0 ? Warning($"new flows are not of this machine's time: {List(wrong)}", "let NTP set the clocks of nodes and of this machine")
            : nodes.Length > 0 ? Ok($"new flows of {Count(nodes.Length, "node")} are within {Length(Most)} of this machine's clock")
            : ahead > Most ? Warning($"the newest flow is {Length(ahead)} ahead of this machine's clock", "let NTP set the clocks of nodes and of this machine")
            : null;
    }
}
