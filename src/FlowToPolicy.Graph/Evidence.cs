namespace FlowToPolicy.Graph;

/// <summary>Where and when something was seen.</summary>
public readonly record struct Evidence
{
    /// <summary>Evidence of nothing.</summary>
    public Evidence()
    {
    }

    /// <summary>Connections: the largest of the sides' new-connection and verdict counts; at least 1 when anything was let through.</summary>
    public long Connections { get; init; }

    /// <summary>Earliest event in ticks UTC; 0 when no event had a time.</summary>
    public long FirstSeen { get; init; }

    /// <summary>Latest event in ticks UTC; 0 when no event had a time.</summary>
    public long LastSeen { get; init; }

    /// <summary>On how many distinct UTC days.</summary>
    public int Days { get; init; }

    /// <summary>In which hours of the week; empty when no event had a time.</summary>
    public HoursOfWeek Hours { get; init; }

    /// <summary>The nodes that reported it, sorted.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>The two smallest flow ids, as samples to look up.</summary>
    public IReadOnlyList<Guid> Samples { get; init; } = [];

    /// <summary>Counts by side and kind.</summary>
    public Sightings Sightings { get; init; } = new();

    /// <summary>Whether the client's side was seen.</summary>
    public bool SeenAtClient { get; init; }

    /// <summary>Whether the server's side was seen.</summary>
    public bool SeenAtServer { get; init; }
}
