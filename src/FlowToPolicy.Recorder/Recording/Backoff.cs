namespace FlowToPolicy.Recorder.Recording;

/// <summary>Pauses between tries: each twice as long as the one before, up to a limit, and shortened by up to half by chance.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random jitter)
{
    private int _doublings;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        TimeSpan pause = first * (1L << _doublings);
        if (pause < longest)
        {
            _doublings++;
        }

        return (pause < longest ? pause : longest) * (0.5 + (jitter.NextDouble() / 2));
    }

    /// <summary>A try has succeeded.</summary>
    public void Reset() => _doublings = 0;
}
