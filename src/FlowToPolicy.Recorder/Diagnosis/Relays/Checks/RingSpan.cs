using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>How many seconds the rings hold: a recorder that is away for longer has a gap.</summary>
public sealed class RingSpan : RelayCheck
{
    /// <summary>How much a ring should hold: as long as a reconnect may take.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override string Name => "ring";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        (RelayNode Node, double Seconds)[] rings =
        [
            .. findings.AllNodes.Select(n => (Node: n, Seconds: Held(n, findings))).Where(r => r.Seconds is > 0 and < double.PositiveInfinity)
                .OrderBy(r => r.Seconds).ThenBy(r => r.Node.Name, StringComparer.Ordinal),
        ];
        if (rings.Length == 0)
        {
            return null;
        }

        string[] texts = [.. rings.Select(r => $"{r.Node.Name} {Length(TimeSpan.FromSeconds(Math.Min(r.Seconds, TimeSpan.FromDays(1000).TotalSeconds)))} of {r.Node.MaxFlows} flows")];
        return rings[0].Seconds >= Least.TotalSeconds ? Ok($"the rings hold {texts[0]} or more")
            : Warning(
                $"the rings hold too little: {List([.. texts.Take(rings.Count(r => r.Seconds < Least.TotalSeconds))])}; a recorder that is away for longer, as at a restart of the relay, has a gap",
                "raise hubble.eventBufferCapacity (2^n - 1, up to 65535), and keep the recorder close to the relay");
    }

    /// <summary>Seconds, at the rate of now when that was measured and is higher than the agent's average since its start.</summary>
    private static double Held(RelayNode node, RelayFindings findings)
    {
        double average = node.Uptime > TimeSpan.Zero ? node.SeenFlows / node.Uptime.TotalSeconds : 0;
        long? seen = findings.Sample.FirstOrDefault(s => s.Name == node.Name)?.Seen;
        double now = seen is { } flows && findings.SampleLength > TimeSpan.Zero ? flows / findings.SampleLength.TotalSeconds : 0;
        return Math.Max(node.MaxFlows, node.NumFlows) / Math.Max(average, now);
    }
}
