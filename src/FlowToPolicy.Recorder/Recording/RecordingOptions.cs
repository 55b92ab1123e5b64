namespace FlowToPolicy.Recorder.Recording;

/// <summary>The times and bounds of the recording loop.</summary>
public sealed record RecordingOptions
{
    /// <summary>How far before a node's last flow a resumed stream is read again; flows in it are told apart by their keys.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How far back a resumed stream reads at most: a node that was silent for longer does not make all others send their rings from then
    /// on. Rings hold seconds to minutes.
    /// </summary>
    public TimeSpan Reach { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often what was folded is handed to the writer.</summary>
    public TimeSpan BatchEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the relay is asked how its nodes are.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long nothing must be heard against a time before it is claimed as recorded. A relay holds the news of a lost node back for up
    /// to ten seconds.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How far the clocks of nodes and this machine may differ where a time is claimed by the machine's clock.</summary>
    public TimeSpan ClockSlack { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How far in the future a flow's time may lie: beyond it the flow is given up, because it would make all later ones look old.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The first pause before a new connection; it doubles from try to try.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause before a new connection.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How large the fold that waits for a slow writer may become, in ends, edges and ports; beyond it flows are given up.</summary>
    public long MaxWaiting { get; init; } = 1_000_000;

    /// <summary>How many nodes and hours are followed at most; beyond it flows are given up.</summary>
    public int MaxNodes { get; init; } = 16384;

    /// <summary>How many hours one batch may hold.</summary>
    public int MaxHours { get; init; } = 1024;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What shifts the pauses, so that many recorders do not come back at the same moment.</summary>
    public Random Jitter { get; init; } = Random.Shared;

    /// <summary>Takes what happens, as it happens; called from several threads, one at a time.</summary>
    public Action<RecordingNotice> Tell { get; init; } = _ => { };

    /// <summary>Which failures of writing are final, so that the recording ends with them; all others are tried again.</summary>
    public Func<Exception, bool> IsFinal { get; init; } = _ => false;

    /// <summary>How often an empty batch is handed over when there is nothing to write.</summary>
    public TimeSpan BeatEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One tick of the loop.</summary>
    internal static TimeSpan Tick { get; } = TimeSpan.FromSeconds(1);

    internal int SettleTicks => Math.Max(1, (int)(Settle / Tick));
}
