using System.Diagnostics;
using System.Globalization;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>Time and processor time of stages that run one after the other.</summary>
internal sealed class StageClock
{
    private readonly List<string> _cells = [];

    /// <summary>Seconds of all stages so far.</summary>
    public double Seconds { get; private set; }

    /// <summary>Seconds of the processor in all stages so far.</summary>
    public double ProcessorSeconds { get; private set; }

    /// <summary>Time and processor time of each stage, for a table.</summary>
    public IReadOnlyList<string> Cells => _cells;

    public T Run<T>(Func<T> stage)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        T result = stage();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        Seconds += seconds;
        ProcessorSeconds += used;
        _cells.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} ({used:F2})"));
        return result;
    }
}
