using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>Runs a program on given cores with its output to nowhere, and measures it.</summary>
internal static class TimedProcess
{
    /// <summary>The unit of processor times in /proc on Linux (USER_HZ).</summary>
    private const double TicksOfSecond = 100;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Measured Run(IReadOnlyList<string> command, int cores)
    {
        // The shell and taskset give way to the program, so that nothing stands between it and the clock.
        string[] arguments = ["-c", "exec taskset -c \"$0\" \"$@\" > /dev/null", cores == 1 ? "0" : $"0-{cores - 1}", .. command];
        var start = new ProcessStartInfo("sh", arguments) { RedirectStandardError = true };
        double before = ChildrenSeconds();
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<double> peak = Task.Run(() => WatchPeak(process));
        process.WaitForExit();
        double seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Measured(seconds, ChildrenSeconds() - before, peak.Result)
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors.Result}");
    }

    /// <summary>The first line of what a program says; null when it is not installed.</summary>
    public static string? FirstLine(params IReadOnlyList<string> command)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? (text + errors.Result).Split('\n')[0].Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static double WatchPeak(Process process)
    {
        double peak = 0;
        string status = $"/proc/{process.Id}/status";
        while (!process.HasExited)
        {
            try
            {
                string? line = File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = line is null ? peak : Math.Max(peak, double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024);
            }
            catch (IOException)
            {
                // It ended between two glances.
                break;
            }

            Thread.Sleep(Glance);
        }

        return peak;
    }

    /// <summary>The processor time of all ended children, from /proc/self/stat (fields 16 and 17, proc(5)).</summary>
    private static double ChildrenSeconds()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / TicksOfSecond;
    }
}
