using System.Globalization;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>Whether a recorder does what it is there for.</summary>
public static class RecordingHealth
{
    /// <summary>How long nothing may arrive before it is a fault: nodes see flows of their own health checks every minute.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong, in one line; null when nothing is.</summary>
    /// <param name="counters">What the recorder has done.</param>
    /// <param name="started">When it was started.</param>
    /// <param name="now">The time.</param>
    public static string? Problem(RecordingCounters counters, DateTimeOffset started, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(counters);
        if (counters.FailingSince is { } since)
        {
            return $"the store cannot be written for {Minutes(now - since)} ({counters.WriteFailure})";
        }

        TimeSpan silence = now - (counters.LastFlow ?? started);
        if (silence < Patience)
        {
            return null;
        }

        // A relay whose nodes never had a flow may be one of an empty cluster: there nothing is expected.
        return !counters.Connected ? $"there is no connection to the relay, and no flow for {Minutes(silence)}"
            : counters is { LastFlow: null, Nodes: 0 } ? null
            : $"no flow for {Minutes(silence)}, although {counters.Nodes} nodes had some before";
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (long)time.TotalMinutes)} min");
}
