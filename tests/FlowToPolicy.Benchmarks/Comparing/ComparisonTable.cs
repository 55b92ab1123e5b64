using System.Globalization;
using System.Runtime.InteropServices;

namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>The measurements as one Markdown table, with the machine and the versions.</summary>
internal static class ComparisonTable
{
    /// <summary>Prints it.</summary>
    /// <param name="input">What was read.</param>
    /// <param name="tools">The rows; the first one of each number of cores is ours.</param>
    /// <param name="versions">Versions of the tools.</param>
    /// <param name="missing">Tools that are not installed.</param>
    public static void Print(ComparedInput input, IReadOnlyList<ComparedTool> tools, IEnumerable<string> versions, IEnumerable<string> missing)
    {
        string files = input.Files.Count == 1 ? "" : $" in {input.Files.Count} files";
        string packed = input.IsPacked ? Text($", {input.Stored / 1e9:F3} GB packed") : "";
        Line($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(input.Place))}: {input.Bytes / 1e9:F3} GB of JSON{files}{packed}; {tools[0].Rounds.Count} rounds in turn, page cache warm.");
        Console.WriteLine();
        Console.WriteLine("| Tool | Cores | Seconds (median) | Least to most | GB/s | Processor s | Peak MB | Time for a GB, ours = 1 | Processor time for a GB, ours = 1 |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (ComparedTool tool in tools)
        {
            ComparedTool ours = tools.First(t => t.Cores == tool.Cores);
            double seconds = Median(tool, m => m.Seconds);
            double size = (double)tool.Bytes / ours.Bytes;
            double ratio = seconds / Median(ours, m => m.Seconds) / size, processor = Median(tool, m => m.ProcessorSeconds) / Median(ours, m => m.ProcessorSeconds) / size;
            string name = tool.IsBeginning ? Text($"{tool.Name} (the first {tool.Bytes / 1e6:F0} MB)") : tool.Name;
            Line($"| {name} | {tool.Cores} | {seconds:F2} | {tool.Rounds.Min(r => r.Seconds):F2}–{tool.Rounds.Max(r => r.Seconds):F2} | {tool.Bytes / 1e9 / seconds:F3} | {Median(tool, m => m.ProcessorSeconds):F2} | {Median(tool, m => m.PeakMegabytes):F0} | {ratio:F2} | {processor:F2} |");
        }

        Console.WriteLine();
        Line($"Machine: {Machine()}.");
        Line($"Versions: {string.Join("; ", versions)}.");
        string[] absent = [.. missing];
        if (absent.Length > 0)
        {
            Line($"Not installed: {string.Join(", ", absent)}.");
        }
    }

    private static string Machine()
    {
        string? model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        string memory = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemTotal:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        string kernel = TimedProcess.FirstLine("uname", "-sr") ?? "";
        return Text($"{model ?? "unknown processor"}, {Environment.ProcessorCount} cores, {double.Parse(memory, CultureInfo.InvariantCulture) / 1024 / 1024:F0} GB of memory, {RuntimeInformation.OSDescription}, {kernel}, .NET {Environment.Version}");
    }

    private static double Median(ComparedTool tool, Func<Measured, double> what)
    {
        double[] sorted = [.. tool.Rounds.Select(what).Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));
}
