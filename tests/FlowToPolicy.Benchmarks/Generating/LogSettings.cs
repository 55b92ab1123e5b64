namespace FlowToPolicy.Benchmarks.Generating;

/// <summary>What log to make. The same settings give the same bytes on every machine.</summary>
internal sealed record LogSettings
{
    /// <summary>How many workloads the cluster has, besides its DNS servers.</summary>
    public int Workloads { get; init; } = 2000;

    /// <summary>How many distinct edges they have.</summary>
    public int Edges { get; init; } = 20_000;

    /// <summary>How many lines to write at least; connections that have begun are written to their end.</summary>
    public long Flows { get; init; } = 2_000_000;

    /// <summary>How many nodes report.</summary>
    public int Nodes { get; init; } = 20;

    /// <summary>Over how many days the lines are spread.</summary>
    public int Days { get; init; } = 14;

    /// <summary>What all that is drawn by chance depends on.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether every pod lives for one connection only, and connections show two lines: hardly an end is ever the same.</summary>
    public bool DistinctEnds { get; init; }

    /// <summary>Why no log can be made of these settings; null when one can.</summary>
    public string? Complaint()
    {
        if (Workloads < 2 || Nodes < 1 || Nodes > 10_000 || Days < 1 || Flows < 1 || Edges < 1)
        {
            return "--workloads must be at least 2, --nodes 1 to 10000, --days, --flows and --edges at least 1";
        }

        // Most edges are drawn between two workloads on one of a few ports, and drawing must not end up hunting for the last free ones.
        long room = (long)Workloads * (Workloads - 1) * Cluster.EdgeMaker.Ports / 2;
        return Edges > room ? $"--edges is at most {room} with {Workloads} workloads" : null;
    }
}
