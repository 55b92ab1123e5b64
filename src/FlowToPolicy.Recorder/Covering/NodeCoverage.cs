using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Covering;

/// <summary>How much of a window was recorded on one node.</summary>
public sealed record NodeCoverage
{
    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>The part of the window in which the node is known to have existed.</summary>
    public required TimeRange Known { get; init; }

    /// <summary>Ticks of the window that were recorded.</summary>
    public required long Covered { get; init; }

    /// <summary>The parts of <see cref="Known"/> that were not recorded, in order.</summary>
    public IReadOnlyList<TimeRange> Gaps { get; init; } = [];

    /// <summary>Events lost in the window, by where; sorted.</summary>
    public IReadOnlyList<KeyValuePair<LossSource, long>> Lost { get; init; } = [];

    /// <summary>Flows received in the window.</summary>
    public long Received { get; init; }

    /// <summary>Flows that the node says it saw in the hours in which it was asked; 0 when it never was.</summary>
    public long Seen { get; init; }

    /// <summary>Flows received in the hours in which the node was asked what it saw.</summary>
    public long ReceivedOfSeen { get; init; }

    /// <summary>When its agent started anew, in ticks UTC, in order.</summary>
    public IReadOnlyList<long> Restarts { get; init; } = [];

    /// <summary>The hours of the window, each with what is known of it.</summary>
    public IReadOnlyList<HourState> Hours { get; init; } = [];

    /// <summary>The recorded share of the time in which the node existed, 0 to 1.</summary>
    public double Share => Known.Ticks == 0 ? 0 : (double)Covered / Known.Ticks;

    /// <summary>All lost events.</summary>
    public long TotalLost => Lost.Sum(l => l.Value);

    /// <summary>The share of the node's flows that reached us, 0 to 1; null when the node was never asked. Flows that were filtered on purpose count as not received.</summary>
    public double? ReachedShare => Seen == 0 ? null : Math.Min(1, (double)ReceivedOfSeen / Seen);
}
