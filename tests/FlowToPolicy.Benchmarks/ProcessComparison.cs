using System.Diagnostics;
using System.Globalization;

namespace FlowToPolicy.Benchmarks;

/// <summary>
/// Times whole processes on one log, in turn and several times, and prints one Markdown table: seconds, megabytes a second, peak memory
/// and the ratio to flow2policy. Tools that are not installed are left out.
/// </summary>
internal static class ProcessComparison
{
    private const int Rounds = 3;

    /// <summary>Runs the comparison of a plain log with the published binary.</summary>
    public static int Run(string file, string binary)
    {
        (string Name, string Command, string[] Arguments)[] tools =
        [
            ("flow2policy graph -o json", binary, ["graph", file, "-o", "json"]),
            ("flow2policy propose", binary, ["propose", file]),
            ("wc -l", "wc", ["-l", file]),
            ("grep -c verdict", "grep", ["-c", "verdict", file]),
            ("jq (two fields)", "jq", ["-c", "[.flow.source.namespace,.flow.destination.namespace]", file]),
            ("python3 json.loads", "python3", ["-c", "import sys,json\nfor l in open(sys.argv[1],'rb'): json.loads(l)", file]),
        ];
        double megabytes = new FileInfo(file).Length / 1e6;
        var times = tools.ToDictionary(t => t.Name, _ => new List<(double Seconds, double Peak)>());
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, string command, string[] arguments) in tools)
            {
                if (Time(command, arguments) is { } measured)
                {
                    times[name].Add(measured);
                }
            }
        }

        double own = Median(times[tools[0].Name].Select(t => t.Seconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {megabytes:F0} MB; {Environment.ProcessorCount} cores; {Rounds} rounds, medians\n"));
        Console.WriteLine("| tool | seconds | MB/s | peak MB | time against the first |\n|---|---|---|---|---|");
        foreach ((string name, List<(double Seconds, double Peak)> runs) in times.Where(t => t.Value.Count > 0))
        {
            double seconds = Median(runs.Select(r => r.Seconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:F2} | {megabytes / seconds:F0} | {Median(runs.Select(r => r.Peak)):F0} | {seconds / own:F2} |"));
        }

        return 0;
    }

    private static (double Seconds, double Peak)? Time(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        try
        {
            using Process process = Process.Start(start)!;
            Task drained = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null), process.StandardError.BaseStream.CopyToAsync(Stream.Null));
            double peak = 0;
            while (!process.WaitForExit(20))
            {
                peak = Math.Max(peak, PeakOf(process.Id));
            }

            double seconds = watch.Elapsed.TotalSeconds;
            drained.Wait();
            return process.ExitCode == 0 ? (seconds, peak) : throw new InvalidOperationException($"{command} ended with {process.ExitCode}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed here: the row is left out.
            return null;
        }
    }

    /// <summary>The largest resident size so far in MB, as the kernel counts it.</summary>
    private static double PeakOf(int process)
    {
        string status = $"/proc/{process}/status";
        string? line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
