using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>What the agent refuses of a Kubernetes NetworkPolicy once it has translated it (pkg/k8s/network_policy.go).</summary>
internal static class KubernetesSanitizer
{
    // Cilium keeps the labels of namespaces under this prefix, and checks the whole key.
    private const string NamespaceLabels = "k8s:io.cilium.k8s.namespace.labels.";

    /// <summary>Checks a <c>spec</c>.</summary>
    public static void Check(NetworkPolicySpec spec, FieldPath path, SanitizeLog log)
    {
        SelectorChecks.Check(spec.PodSelector, path.Key("podSelector"), log, "k8s:");
        CheckRules(spec.Ingress, path.Key("ingress"), "from", log);
        CheckRules(spec.Egress, path.Key("egress"), "to", log);
    }

    private static void CheckRules(IReadOnlyList<NetworkPolicyRule>? rules, FieldPath path, string side, SanitizeLog log)
    {
        for (int i = 0; i < rules?.Count; i++)
        {
            IReadOnlyList<NetworkPolicyPeer>? peers = rules[i].Peers;
            for (int j = 0; j < peers?.Count; j++)
            {
                CheckPeer(peers[j], path.Item(i).Key(side).Item(j), log);
            }

            IReadOnlyList<NetworkPolicyPort>? ports = rules[i].Ports;
            for (int j = 0; j < ports?.Count; j++)
            {
                FieldPath at = path.Item(i).Key("ports").Item(j);
                var port = new PortProtocol { Port = ports[j].Port ?? "0", EndPort = ports[j].EndPort, Protocol = ports[j].Protocol };
                PortNumberChecks.Check(port, at, log);
            }
        }
    }

    private static void CheckPeer(NetworkPolicyPeer peer, FieldPath path, SanitizeLog log)
    {
        SelectorChecks.Check(peer.Pods, path.Key("podSelector"), log, "k8s:");
        SelectorChecks.Check(peer.Namespaces, path.Key("namespaceSelector"), log, NamespaceLabels);
        if (peer.Block is { } block)
        {
            log.AddIf(peer.Pods is not null || peer.Namespaces is not null, SanitizeCheck.BlockWithSelectors, path, "ipBlock and selectors cannot stand in one peer");
            CidrChecks.CheckSet(block, path.Key("ipBlock"), log);
        }
    }
}
