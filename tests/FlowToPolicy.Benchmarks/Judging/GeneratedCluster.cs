using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Benchmarks.Judging;

/// <summary>The ends of a generated cluster: workloads in namespaces of twenty, and addresses outside with and without known names.</summary>
internal sealed class GeneratedCluster
{
    public const int WorkloadsPerNamespace = 20;

    private static readonly string[] Tiers = ["web", "api", "worker", "cache", "db"];

    public GeneratedCluster(int workloads, Random random)
    {
        Workloads = [.. Enumerable.Range(0, workloads).Select(Workload)];
        Outside = [.. Enumerable.Range(0, Math.Max(10, workloads / 10)).Select(i => OutsideEnd(i, random))];
    }

    public PolicyEnd[] Workloads { get; }

    public PolicyEnd[] Outside { get; }

    public static string Namespace(int workload) => Text($"ns-{workload / WorkloadsPerNamespace}");

    public static string App(int workload) => Text($"app-{workload}");

    public static string Tier(int workload) => Tiers[workload % Tiers.Length];

    public static string Team(int workload) => Text($"team-{workload / WorkloadsPerNamespace % 40}");

    public static string Name(int address) => Text($"host-{address}.example-{address % 30}.com");

    private static PolicyEnd Workload(int i)
    {
        string space = Namespace(i);
        return new PolicyEnd(LabelSet.Of(
        [
            Label.K8s("app", App(i)),
            Label.K8s("app.kubernetes.io/component", Tier(i)),
            Label.K8s("version", Text($"v{i % 3}")),
            Label.K8s(LabelKeys.Namespace, space),
            Label.K8s(LabelKeys.NamespaceLabelPrefix + "kubernetes.io/metadata.name", space),
            Label.K8s(LabelKeys.NamespaceLabelPrefix + "team", Team(i)),
            Label.K8s(LabelKeys.ServiceAccount, App(i)),
            Label.K8s(LabelKeys.Cluster, "default"),
        ]))
        {
            NamedPorts = [new NamedPort("http", 8080, Protocol.Tcp), new NamedPort("metrics", 9090, Protocol.Tcp)],
        };
    }

    private static PolicyEnd OutsideEnd(int i, Random random) => new(
        LabelSet.Parse("reserved:world"),
        Address.V4((uint)((20 + (i % 180)) << 24) | (uint)random.Next(1 << 24)),
        (i % 3) switch
        {
            0 => [],
            1 => [Name(i)],
            _ => null,
        });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
