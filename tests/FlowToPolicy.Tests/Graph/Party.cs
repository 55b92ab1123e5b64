using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

/// <summary>Somebody who takes part in a story: a pod on a node, or a reserved identity with an address.</summary>
internal sealed record Party(string Namespace, string PodName, string Owner, string Node, string Address, LabelSet Labels)
{
    public string Cluster { get; init; } = "default";

    public uint Number { get; init; } = 1000;

    /// <summary>A pod: "shop/web-6c9f7d5b8-k2x4q", owned by "Deployment/web" (empty when nobody says), with labels like "app=web".</summary>
    public static Party Pod(string name, string owner, string address, string node = "worker-1", string cluster = "default", params string[] labels)
    {
        string[] parts = name.Split('/');
        LabelSet set = LabelSet.Parse([
            .. labels.Select(l => "k8s:" + l),
            "k8s:io.kubernetes.pod.namespace=" + parts[0],
            "k8s:io.cilium.k8s.policy.cluster=" + cluster,
        ]);
        return new Party(parts[0], parts[1], owner, node, address, set) { Cluster = cluster };
    }

    /// <summary>A reserved identity: "world", "host", "kube-apiserver,remote-node", ...</summary>
    public static Party Reserved(string names, string address, string node = "") =>
        new("", "", "", node, address, LabelSet.Parse(names.Split(',').Select(n => "reserved:" + n)));

    /// <summary>How the agent on <paramref name="node"/> describes this party: only its own pods with number and workload.</summary>
    public Endpoint SeenFrom(string node)
    {
        bool isPod = PodName.Length > 0;
        bool isLocal = isPod && node == Node;
        string[] owner = Owner.Split('/');
        return new Endpoint(
            isLocal ? 7u : 0,
            isPod ? Number : 0,
            "",
            Namespace,
            PodName,
            Labels,
            isLocal && owner.Length == 2 ? owner[0] : "",
            isLocal && owner.Length == 2 ? owner[1] : "");
    }
}
