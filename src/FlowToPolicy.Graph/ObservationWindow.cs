using FlowToPolicy.Flows;

namespace FlowToPolicy.Graph;

/// <summary>The time that the flows cover, who reported them, and what is known to be missing.</summary>
public sealed record ObservationWindow
{
    /// <summary>Time of the earliest flow in ticks UTC; 0 when no flow had a time.</summary>
    public long First { get; init; }

    /// <summary>Time of the latest flow in ticks UTC; 0 when no flow had a time.</summary>
    public long Last { get; init; }

    /// <summary>The nodes that reported flows, sorted.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Events that the log itself says were lost, by where.</summary>
    public IReadOnlyDictionary<LostEventSource, long> Lost { get; init; } = new Dictionary<LostEventSource, long>();

    /// <summary>All lost events together.</summary>
    public long TotalLost => Lost.Values.Sum();

    /// <summary>Nodes that the relay could not read from, sorted, with its last message about each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UnreadNodes { get; init; } = [];
}
