using FlowToPolicy.Flows;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Events that the log itself says were lost.</summary>
public sealed class LostFlows : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ObservationWindow window = analysis.Graph.Window;
        return window.TotalLost == 0 ? null : new Finding
        {
            Name = "lost-events",
            Severity = Severity.Serious,
            Count = window.TotalLost,
            What = "events lost before anybody could read them",
            Advice = "What they showed is missing here. Record longer, or give Hubble a larger buffer, before you trust what is absent.",
            Examples = [.. window.Lost.Where(l => l.Value > 0).OrderBy(l => l.Key)
                .Select(l => new FindingExample($"{l.Value} {Where(l.Key)}", null))],
        };
    }

    private static string Where(LostEventSource source) => source switch
    {
        LostEventSource.PerfEventRingBuffer => "between kernel and agent (perf ring buffer)",
        LostEventSource.ObserverEventsQueue => "in the agent's queue (hubble-event-queue-size)",
        LostEventSource.HubbleRingBuffer => "because the reader was slower than Hubble's ring (hubble-event-buffer-capacity)",
        _ => "at a place that the log does not name",
    };
}
