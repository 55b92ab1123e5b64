using System.Diagnostics;

namespace FlowToPolicy.Benchmarks.Reviewing;

/// <summary>The most memory that the process has in RAM while this is alive, looked at twenty times a second.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Timer _timer;
    private long _most;

    public MemoryPeak() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Step);

    public double Megabytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _most) / 1e6;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        using var process = Process.GetCurrentProcess();
        long now = process.WorkingSet64;
        long most = Interlocked.Read(ref _most);
        while (now > most && Interlocked.CompareExchange(ref _most, now, most) != most)
        {
            most = Interlocked.Read(ref _most);
        }
    }
}
