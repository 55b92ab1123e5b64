using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Benchmarks.Reviewing;

/// <summary>Verifies and compares policy sets over a generated window, and prints what each takes.</summary>
internal static class ReviewRun
{
    /// <summary>Enough to see each edge once, at both of its sides.</summary>
    private const int LinesOfEdge = 4;

    /// <summary>
    /// Runs with policies, edges, seed, and the numbers of the rows to measure; what is left out is 2 000, 200 000, 1, all rows.
    /// There is a workload for each policy.
    /// </summary>
    public static int Run(int[] numbers)
    {
        int policies = At(numbers, 0, 2000), edges = At(numbers, 1, 200_000), seed = At(numbers, 2, 1);
        CommunicationGraph graph = Record(policies, edges, seed);
        VerificationOptions options = VerificationOptions.For(graph);
        PolicySet fitting = PolicyChanges.Merged(Proposed(graph)), changed = PolicyChanges.Some(fitting, seed), moved = PolicyChanges.EveryPort(fitting);
        PolicySet none = new([], []) { IsComplete = true };
        Print($"{graph.Ends.Count} workloads, {graph.Edges.Count} edges, {fitting.Policies.Count} policies with {PolicyChanges.Items(fitting)} items, seed {seed}.");
        Print($"Memory is the most that the process had in RAM meanwhile, the graph included.");
        Console.WriteLine();
        Console.WriteLine("| What | Time (s) | Processor time (s) | Memory (MB) | Result |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        (string What, Func<string> Work)[] rows =
        [
            ("the window alone", () => Line($"{graph.Edges.Count} edges")),
            ("verify: our proposal", () => Text(Verifier.Verify(graph, fitting, options))),
            ("verify: every tenth policy changed", () => Text(Verifier.Verify(graph, changed, options))),
            ("verify: every port wrong", () => Text(Verifier.Verify(graph, moved, options))),
            ("verify with usage: our proposal", () => Usage(graph, fitting, options)),
            ("verify with usage: every tenth policy changed", () => Usage(graph, changed, options)),
            ("verify with usage: every port wrong", () => Usage(graph, moved, options)),
            ("verify with usage: no ports", () => Usage(graph, PolicyChanges.WithoutPorts(fitting), options)),
            ("diff: with itself", () => Text(ConnectionDiff.Compare(fitting, fitting, graph, options))),
            ("diff: every tenth policy changed", () => Text(ConnectionDiff.Compare(fitting, changed, graph, options))),
            ("diff: every port wrong", () => Text(ConnectionDiff.Compare(fitting, moved, graph, options))),
            ("diff: no policies to our proposal", () => Text(ConnectionDiff.Compare(none, fitting, graph, options))),
            ("diff without flows: every tenth policy changed", () => Text(ConnectionDiff.Compare(fitting, changed, null, options))),
            ("diff without flows: every port wrong", () => Text(ConnectionDiff.Compare(fitting, moved, null, options))),
            ("objects: every tenth policy changed", () => $"{ObjectDiff.Compare(fitting, changed, options.Evaluation).Count} objects"),
            ("objects: every port wrong", () => $"{ObjectDiff.Compare(fitting, moved, options.Evaluation).Count} objects"),
        ];
        int[] wanted = numbers.Length > 3 ? numbers[3..] : [.. Enumerable.Range(0, rows.Length)];
        foreach (int row in wanted)
        {
            Measure(rows[row].What, rows[row].Work);
        }

        return 0;
    }

    private static CommunicationGraph Record(int workloads, int edges, int seed)
    {
        string log = Path.Combine(Path.GetTempPath(), $"flow2policy-review-{Environment.ProcessId}.jsonl");
        try
        {
            var generator = new LogGenerator(new LogSettings
            {
                Workloads = workloads,
                Edges = edges,
                Flows = (long)edges * LinesOfEdge,
                Seed = (ulong)seed,
                DistinctEnds = true,
            });
            using (var files = new NodeFiles(log, generator.Cluster.Nodes, isSplit: false, isPacked: false))
            {
                generator.Write(files);
            }

            var builder = new GraphBuilder();
            new LogSource([log], () => Stream.Null, LogOptions.Default, new EndpointTable()).Read(builder);
            return builder.Build();
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static PolicySet Proposed(CommunicationGraph graph) =>
        new([.. ProposalBuilder.Build(graph, new ProposalOptions()).Policies.Select(policy => policy.Policy)], []) { IsComplete = true };

    // As the command does it: with the verdicts that it has already.
    private static string Usage(CommunicationGraph graph, PolicySet set, VerificationOptions options) =>
        Text(UsageAnalysis.Of(graph, set, [], options, Verifier.Verify(graph, set, options).Verdicts));

    private static void Measure(string what, Func<string> work)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var memory = new MemoryPeak();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        string result = work();
        Print($"| {what} | {clock.Elapsed.TotalSeconds:F1} | {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F1} | {memory.Megabytes:F0} | {result} |");
    }

    private static string Text(VerificationResult result) =>
        Line($"{result.Admitted} admitted, {result.Denied} denied, {result.Unjudged} not judged, {result.Denials.Count} groups");

    private static string Text(UsageReport usage) =>
        Line($"{usage.Unused.Count} unused, {usage.Wide.Count} wide, {usage.Shadowed.Count} superfluous, {usage.Numbers.Admitted} combinations admitted, {usage.Numbers.Used} used");

    private static string Text(ConnectionDiffResult result) =>
        string.Join(", ", Enum.GetValues<ChangeClass>().Select(kind => Line($"{result.Count(kind)} {kind}"))) + Line($", {result.Unchanged} unchanged");

    private static int At(int[] numbers, int index, int otherwise) => index < numbers.Length ? numbers[index] : otherwise;

    private static void Print(FormattableString line) => Console.WriteLine(Line(line));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
