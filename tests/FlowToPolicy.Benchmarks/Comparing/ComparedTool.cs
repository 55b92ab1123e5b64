namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>One row: a command on a number of cores.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Cores">On how many cores it runs.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Bytes">How many bytes of JSON it gets through.</param>
/// <param name="IsBeginning">Whether that is only the beginning of the log.</param>
internal sealed record ComparedTool(string Name, int Cores, IReadOnlyList<string> Command, long Bytes, bool IsBeginning)
{
    /// <summary>What it took, one entry a round.</summary>
    public List<Measured> Rounds { get; } = [];
}

/// <summary>What one run took.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="ProcessorSeconds">Of all its threads, and the kernel for them.</param>
/// <param name="PeakMegabytes">The most that it had in RAM, as the kernel counts (the first process of a pipeline only).</param>
internal readonly record struct Measured(double Seconds, double ProcessorSeconds, double PeakMegabytes);
