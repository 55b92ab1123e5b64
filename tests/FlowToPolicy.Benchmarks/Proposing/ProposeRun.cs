using System.Globalization;
using FlowToPolicy.Benchmarks.Reviewing;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>Proposes and proves the policies of made-up clusters of several sizes, and prints what each stage takes.</summary>
internal static class ProposeRun
{
    private const int LeastEdgesOfWorkload = 10;

    /// <summary>Runs with <see cref="ProposeArguments"/>.</summary>
    public static int Run(IReadOnlyList<string> words)
    {
        ProposeArguments wanted = ProposeArguments.Read(words);
        Print($"Seconds, and of the processor in brackets; {Environment.ProcessorCount} cores, seed {wanted.Seed}. Memory is the most in RAM from the folded flows on.");
        Print($"Equal results have equal digests: of the graph, all files, the proof and the findings.\n");
        Print($"| Edges | Workloads | Policies | Resolve | Synthesise | Prove | Findings | Write | All | Memory (MB) | Digest |");
        Print($"|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (int edges in wanted.Edges)
        {
            Stages(Workloads(wanted, edges), edges, wanted.Seed);
        }

        if (wanted.Binary is { } binary)
        {
            Print($"\n| Edges | File (MB) | flow2policy propose FILE --output-dir DIR | Memory (MB) |");
            Print($"|---:|---:|---:|---:|");
            foreach (int edges in wanted.Edges)
            {
                WholeProcess.Run(binary, Workloads(wanted, edges), edges, wanted.Seed);
            }
        }

        return 0;
    }

    private static int Workloads(ProposeArguments wanted, int edges) => Math.Max(2, Math.Min(wanted.Workloads, edges / LeastEdgesOfWorkload));

    private static void Stages(int workloads, int edges, int seed)
    {
        GraphBuilder flows = BusyCluster.Fold(workloads, edges, seed);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var memory = new MemoryPeak();
        var clock = new StageClock();
        var options = new ProposalOptions();
        CommunicationGraph graph = clock.Run(flows.BuildLast);
        Proposal proposal = clock.Run(() => ProposalBuilder.Build(graph, options));
        ProofResult proof = clock.Run(() => ReplayProof.Prove(graph, proposal, options));
        IReadOnlyList<Finding> findings = clock.Run(() => FindingCatalogue.Examine(new Analysis(graph, proposal)));
        string folder = Path.Combine(Path.GetTempPath(), $"flow2policy-propose-{Environment.ProcessId}");
        try
        {
            string lockText = clock.Run(() => Write(folder, graph, proposal, options));
            string all = string.Create(CultureInfo.InvariantCulture, $"{clock.Seconds:F2} ({clock.ProcessorSeconds:F2})");
            Print($"| {graph.Edges.Count} | {graph.Ends.Count} | {proposal.Policies.Count} | {string.Join(" | ", clock.Cells)} | {all} | {memory.Megabytes:F0} | {ResultDigest.Of(lockText, proposal, proof, findings)} |");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, CommunicationGraph graph, Proposal proposal, ProposalOptions options)
    {
        var directory = new PolicyDirectory(folder, force: false, prune: false);
        DirectoryPlan plan = directory.Plan(PolicyRendering.Files(proposal, graph.HomeClusters.Count > 1), options.Namespaces);
        Task<string> digest = Task.Run(() => GraphJson.CanonicalDigest(graph));
        string text = "";
        directory.Apply(plan, () => text = LockFile.Text(graph, digest.GetAwaiter().GetResult(), options, plan, directory.Read), CancellationToken.None);
        return text;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
