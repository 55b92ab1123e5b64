namespace FlowToPolicy.Benchmarks.Generating.Truths;

/// <summary>What all lines of the log add up to.</summary>
internal sealed class LogTruth
{
    /// <summary>Lines of any kind.</summary>
    public long Lines { get; set; }

    /// <summary>Lines that tell of an edge.</summary>
    public long Sightings { get; set; }

    /// <summary>Flows that tell of none: socket translations, packets before any decision, health probes, errors of ICMP.</summary>
    public long FlowsWithoutEdge { get; set; }

    /// <summary>Events of agents.</summary>
    public long AgentEvents { get; set; }

    /// <summary>Notices about nodes.</summary>
    public long NodeNotices { get; set; }

    /// <summary>Notices of lost events.</summary>
    public long LossNotices { get; set; }

    /// <summary>How many events these notices say were lost.</summary>
    public long LostEvents { get; set; }
}
