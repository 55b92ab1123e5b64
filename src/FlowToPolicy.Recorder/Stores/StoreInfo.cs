namespace FlowToPolicy.Recorder.Stores;

/// <summary>What a store holds, in numbers.</summary>
public sealed record StoreInfo
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The version of its tables.</summary>
    public required long Version { get; init; }

    /// <summary>The cluster whose flows it holds; empty while none has named one.</summary>
    public required string Cluster { get; init; }

    /// <summary>Which flows were recorded, in words; empty for all.</summary>
    public required string Selection { get; init; }

    /// <summary>Time of the earliest flow in ticks UTC; 0 when there is none.</summary>
    public required long First { get; init; }

    /// <summary>Time of the latest flow in ticks UTC; 0 when there is none.</summary>
    public required long Last { get; init; }

    /// <summary>How many flows and other lines were folded in.</summary>
    public required long Read { get; init; }

    /// <summary>The nodes that reported flows, sorted.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>How many distinct ends occur.</summary>
    public required long Ends { get; init; }

    /// <summary>How many distinct edges occur, before it is concluded which workloads they join.</summary>
    public required long Edges { get; init; }

    /// <summary>How many hours are kept by themselves.</summary>
    public required long Hours { get; init; }

    /// <summary>How many days are kept as a whole.</summary>
    public required long Days { get; init; }

    /// <summary>The size of the file with its log, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Who holds it for recording; null when nobody does.</summary>
    public required RecorderState? Recorder { get; init; }
}
