using System.Diagnostics;
using System.Globalization;
using System.Text;
using FlowToPolicy.Graph.Aggregates;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>Times the published program on a file of sums (docs/store-format.md) of a made-up cluster.</summary>
internal static class WholeProcess
{
    /// <summary>Prints a row with time, processor time and memory.</summary>
    public static void Run(string binary, int workloads, int edges, int seed)
    {
        string root = Path.Combine(Path.GetTempPath(), $"flow2policy-process-{Environment.ProcessId}");
        Directory.CreateDirectory(root);
        try
        {
            string file = Path.Combine(root, "window.jsonl");
            Export(file, workloads, edges, seed);
            (double seconds, double processor, double peak) = Time(binary, ["propose", file, "--output-dir", Path.Combine(root, "policies")]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {edges} | {new FileInfo(file).Length / 1e6:F0} | {seconds:F2} ({processor:F2}) | {peak:F0} |"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Export(string file, int workloads, int edges, int seed)
    {
        using FileStream stream = File.Create(file);
        stream.Write(Encoding.UTF8.GetBytes($"{{\"apiVersion\":\"{AggregateFormat.ApiVersion}\",\"kind\":\"{AggregateFormat.Kind}\"}}\n"));
        foreach (byte[] row in new AggregateWriter(BusyCluster.Start, 24).Write(BusyCluster.Fold(workloads, edges, seed).Tally))
        {
            stream.Write(row);
        }
    }

    private static (double Seconds, double Processor, double Peak) Time(string binary, string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        Task drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        double peak = 0, processor = 0;
        while (!process.WaitForExit(20))
        {
            (processor, peak) = Look(process, processor, peak);
        }

        double seconds = watch.Elapsed.TotalSeconds;
        drained.Wait();
        return process.ExitCode == 0
            ? (seconds, processor, peak)
            : throw new InvalidOperationException($"{binary} ended with {process.ExitCode}: {said.Result}");
    }

    // What a process took can be asked only as long as it is there, so the last look before its end counts.
    private static (double Processor, double Peak) Look(Process process, double processor, double peak)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime.TotalSeconds, Math.Max(peak, process.PeakWorkingSet64 / 1e6));
        }
        catch (InvalidOperationException)
        {
            return (processor, peak);
        }
    }
}
