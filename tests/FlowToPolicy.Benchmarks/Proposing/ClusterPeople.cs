using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>
/// The ends of a made-up cluster: workloads of many namespaces with labels as Helm charts give them, some with the identities of two
/// releases, some pairs that labels do not tell apart; kube-dns, nodes, the API server and the world.
/// </summary>
internal sealed class ClusterPeople
{
    private const int WorkloadsOfNamespace = 80;

    private readonly EndpointTable _table = new();

    public ClusterPeople(int workloads)
    {
        Pods = [.. Enumerable.Range(0, workloads).Select(Identities)];
        Dns = Pod("kube-system", "kube-dns", 20_000_000, ["k8s-app=kube-dns"]);
        Host = Reserved(1, "reserved:host");
        RemoteNode = Reserved(6, "reserved:remote-node");
        ApiServer = Reserved(7, "reserved:kube-apiserver", "reserved:remote-node");
        World = Reserved(2, "reserved:world");
    }

    /// <summary>The workloads, each with a pod of every identity.</summary>
    public Endpoint[][] Pods { get; }

    public Endpoint Dns { get; }

    public Endpoint Host { get; }

    public Endpoint RemoteNode { get; }

    public Endpoint ApiServer { get; }

    public Endpoint World { get; }

    private Endpoint[] Identities(int number)
    {
        // One of fifty shares all of its labels with its neighbour; one of eight was released anew within the window.
        int named = number % 50 == 1 ? number - 1 : number;
        int releases = number % 8 == 3 ? 2 : 1;
        return [.. Enumerable.Range(0, releases).Select(release => Pod(
            $"team-{number / WorkloadsOfNamespace}",
            Text($"service-{number}"),
            (uint)((2 * number) + release + 100_000),
            [
                Text($"app.kubernetes.io/name=service-{named}"),
                Text($"app.kubernetes.io/instance=service-{named}"),
                Text($"app.kubernetes.io/part-of=product-{named / 10}"),
                Text($"app.kubernetes.io/component={(named % 3 == 0 ? "server" : "worker")}"),
                Text($"tier={(named % 5 == 0 ? "edge" : "inner")}"),
                Text($"example.com/version=v{release + 1}"),
                Text($"io.cilium.k8s.policy.serviceaccount=service-{named}"),
            ]))];
    }

    private Endpoint Pod(string @namespace, string name, uint identity, string[] labels) => _table.Intern(new Endpoint(
        identity,
        identity,
        "default",
        @namespace,
        Text($"{name}-6c9f7d5b8-k2x4q"),
        LabelSet.Parse([.. labels.Select(label => "k8s:" + label), "k8s:io.cilium.k8s.policy.cluster=default", "k8s:io.kubernetes.pod.namespace=" + @namespace]),
        "Deployment",
        name));

    private Endpoint Reserved(uint identity, params string[] labels) =>
        _table.Intern(Endpoint.Nothing with { Identity = identity, Labels = LabelSet.Parse(labels) });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
