using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating;

/// <summary><c>generate</c>: writes a log of any size, and beside it what it says.</summary>
internal static class GenerateCommand
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var usual = new LogSettings();
        var place = new Option<string>("--output") { Description = "the file, or with --split-nodes the folder", Required = true };
        var workloads = new Option<int>("--workloads") { Description = "workloads", DefaultValueFactory = _ => usual.Workloads };
        var edges = new Option<int>("--edges") { Description = "distinct edges between them", DefaultValueFactory = _ => usual.Edges };
        var flows = new Option<long>("--flows") { Description = "lines, at least; about 2 KB each", DefaultValueFactory = _ => usual.Flows };
        var nodes = new Option<int>("--nodes") { Description = "nodes that report", DefaultValueFactory = _ => usual.Nodes };
        var days = new Option<int>("--days") { Description = "days over which the lines are spread", DefaultValueFactory = _ => usual.Days };
        var seed = new Option<ulong>("--seed") { Description = "the same seed gives the same bytes", DefaultValueFactory = _ => usual.Seed };
        var distinct = new Option<bool>("--distinct-ends") { Description = "every pod lives for one connection only: hardly an end is ever the same" };
        var split = new Option<bool>("--split-nodes") { Description = "one file for each node" };
        var gzip = new Option<bool>("--gzip") { Description = "packed, level 6" };
        var truth = new Option<string?>("--truth") { Description = "where the truth goes (default: OUTPUT.truth.jsonl)" };
        var root = new RootCommand("Writes a log as Cilium's file exporter does, and beside it its truth.")
        {
            place, workloads, edges, flows, nodes, days, seed, distinct, split, gzip, truth,
        };
        root.SetAction(given =>
        {
            var settings = new LogSettings
            {
                Workloads = given.GetValue(workloads),
                Edges = given.GetValue(edges),
                Flows = given.GetValue(flows),
                Nodes = given.GetValue(nodes),
                Days = given.GetValue(days),
                Seed = given.GetValue(seed),
                DistinctEnds = given.GetValue(distinct),
            };
            if (settings.Complaint() is { } complaint)
            {
                Console.Error.WriteLine(complaint);
                return 2;
            }

            string log = given.GetValue(place)!;
            Write(settings, log, given.GetValue(split), given.GetValue(gzip), given.GetValue(truth) ?? TruthFile.PathOf(log));
            return 0;
        });
        return root.Parse(args).Invoke();
    }

    private static void Write(LogSettings settings, string log, bool isSplit, bool isPacked, string truth)
    {
        var preparing = Stopwatch.StartNew();
        var generator = new LogGenerator(settings);
        double prepared = preparing.Elapsed.TotalSeconds;
        var writing = Stopwatch.StartNew();
        long bytes;
        using (var files = new NodeFiles(log, generator.Cluster.Nodes, isSplit, isPacked))
        {
            generator.Write(files);
            bytes = files.Bytes;
        }

        double seconds = writing.Elapsed.TotalSeconds;
        using (FileStream output = File.Create(truth))
        {
            TruthFile.Write(output, generator.Truth, generator.Cluster.Edges);
        }

        long lines = generator.Truth.Lines;
        int seen = generator.Cluster.Edges.Count(e => e.Truth.Lines > 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{log}: {lines} lines of {(double)bytes / lines:F0} bytes, {bytes / 1e9:F3} GB of JSON, {seen} edges; {seconds:F2} s, {bytes / 1e9 / seconds:F2} GB/s (cluster made in {prepared:F2} s); truth in {truth}"));
    }
}
