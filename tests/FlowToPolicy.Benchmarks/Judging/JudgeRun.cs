using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Benchmarks.Judging;

/// <summary>Judges connections of a generated cluster at both ends and prints what it took, for a tenth, a third and all of the policies.</summary>
internal static class JudgeRun
{
    private static readonly ushort[] Ports = [8080, 443, 53, 5432, 9090, 6379, 22, 9050];

    /// <summary>Runs with workloads, policies, connections, seed; what is left out is 10 000, 10 000, 1 000 000, 1.</summary>
    public static int Run(int[] numbers)
    {
        int workloads = At(numbers, 0, 10_000), policies = At(numbers, 1, 10_000), connections = At(numbers, 2, 1_000_000), seed = At(numbers, 3, 1);
        var cluster = new GeneratedCluster(workloads, new Random(seed));
        Connection[] drawn = Draw(cluster, connections, new Random(seed + 1));
        Print($"{workloads} workloads, {connections} connections ({drawn.Distinct().Count()} distinct), seed {seed}; times are processor time, one thread.");
        Console.WriteLine();
        Console.WriteLine("| Policies | Compile (ms) | Judgements | First pass (s) | Per second | Again, per second | Evaluator (MB) | Peak of the process (MB) | Admitted |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");

        // A small run first, so that the compiler of .NET is not timed.
        Measure(cluster, drawn.AsSpan(0, Math.Min(drawn.Length, 100_000)), [.. new GeneratedPolicies(workloads, new Random(seed + 2)).Make(200)], print: false);
        foreach (int count in new[] { policies / 10, policies * 3 / 10, policies })
        {
            Measure(cluster, drawn, [.. new GeneratedPolicies(workloads, new Random(seed + 2)).Make(count)], print: true);
        }

        return 0;
    }

    private static void Measure(GeneratedCluster cluster, ReadOnlySpan<Connection> connections, Policy[] policies, bool print)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan start = Cpu();
        var evaluator = new PolicyEvaluator(policies, new EvaluationOptions { ClusterNamedPorts = [.. cluster.Workloads.Select(end => end.NamedPorts!)] });
        double compile = (Cpu() - start).TotalMilliseconds;

        start = Cpu();
        (int judgements, int admitted) = Judge(evaluator, connections);
        double first = (Cpu() - start).TotalSeconds;
        start = Cpu();
        Judge(evaluator, connections);
        double again = (Cpu() - start).TotalSeconds;

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(evaluator);
        using var process = Process.GetCurrentProcess();
        if (print)
        {
            Print($"| {policies.Length} | {compile:F0} | {judgements} | {first:F2} | {judgements / first:N0} | {judgements / again:N0} | {held / 1e6:F0} | {process.PeakWorkingSet64 / 1e6:F0} | {100.0 * admitted / judgements:F0} % |");
        }
    }

    private static (int Judgements, int Admitted) Judge(PolicyEvaluator evaluator, ReadOnlySpan<Connection> connections)
    {
        int judgements = 0, admitted = 0;
        foreach (Connection connection in connections)
        {
            admitted += evaluator.Judge(PolicyDirection.Egress, connection.Client, connection.Server, connection.Protocol, connection.Port).Admits ? 1 : 0;
            admitted += evaluator.Judge(PolicyDirection.Ingress, connection.Server, connection.Client, connection.Protocol, connection.Port).Admits ? 1 : 0;
            judgements += 2;
        }

        return (judgements, admitted);
    }

    private static Connection[] Draw(GeneratedCluster cluster, int count, Random random)
    {
        var drawn = new Connection[count];
        for (int i = 0; i < count; i++)
        {
            PolicyEnd client = random.Next(20) == 0 ? Skewed(cluster.Outside, random) : Skewed(cluster.Workloads, random);
            PolicyEnd server = random.Next(10) == 0 ? Skewed(cluster.Outside, random) : Skewed(cluster.Workloads, random);
            ushort port = random.Next(50) == 0 ? (ushort)random.Next(1, 65_536) : Ports[random.Next(Ports.Length)];
            drawn[i] = new Connection(client, server, port == 53 ? Protocol.Udp : Protocol.Tcp, port);
        }

        return drawn;
    }

    // A tenth of the ends has about half of the connections.
    private static PolicyEnd Skewed(PolicyEnd[] ends, Random random)
    {
        double at = random.NextDouble();
        return ends[(int)(at * at * at * ends.Length)];
    }

    // Processor time, the collector's included: what else the machine does must not count.
    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static int At(int[] numbers, int index, int otherwise) => index < numbers.Length ? numbers[index] : otherwise;

    private readonly record struct Connection(PolicyEnd Client, PolicyEnd Server, Protocol Protocol, ushort Port);
}
