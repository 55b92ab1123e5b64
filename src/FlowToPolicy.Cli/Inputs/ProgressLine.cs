using System.Globalization;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>One line on the terminal that is rewritten while flows are read: bytes, flows, flows a second, and the time left when it is known.</summary>
internal sealed class ProgressLine(Host host, IFlowInput input) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _turn = new();
    private readonly long _start = host.Clock.GetTimestamp();
    private ITimer? _timer;
    private int _shown;

    /// <summary>Begins to show progress; ends, and wipes the line, when disposed.</summary>
    public IDisposable Start()
    {
        _timer = host.Clock.CreateTimer(_ => Show(), null, Pace, Pace);
        return this;
    }

    /// <summary>The line for some progress after some time.</summary>
    public static string Text(ReadingProgress progress, TimeSpan elapsed)
    {
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        string bytes = string.Create(CultureInfo.InvariantCulture, $"{progress.Bytes / 1e6:0.0} MB");
        string text = $"{Words.Number(progress.Flows)} flows, {Words.Number((long)(progress.Flows / seconds))} flows/s, {bytes}";
        if (progress.TotalBytes is not > 0 || progress.Bytes == 0)
        {
            return text;
        }

        double done = Math.Min(1, (double)progress.Bytes / progress.TotalBytes.Value);
        var left = TimeSpan.FromSeconds(Math.Min(seconds / done * (1 - done), TimeSpan.MaxValue.TotalSeconds / 2));
        return string.Create(CultureInfo.InvariantCulture, $"{text} ({done * 100:0} %, {Words.Length(left)} left)");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_turn)
        {
            _timer = null;
            Put("");
            host.Terminal.Error.Write("\r");
            host.Terminal.Error.Flush();
        }
    }

    private void Show()
    {
        lock (_turn)
        {
            // A last tick may come after the end.
            if (_timer is not null)
            {
                Put(Text(input.Progress, host.Clock.GetElapsedTime(_start)));
            }
        }
    }

    private void Put(string text)
    {
        string fitted = text.Length < host.Terminal.Width ? text : text[..Math.Max(0, host.Terminal.Width - 1)];
        host.Terminal.Error.Write("\r" + fitted.PadRight(_shown));
        host.Terminal.Error.Flush();
        _shown = fitted.Length;
    }
}
