using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>What is assumed of the cluster's DNS where a policy does not say where it is.</summary>
internal static class DnsServer
{
    /// <summary>The namespace that it runs in.</summary>
    public const string Namespace = "kube-system";

    private static readonly LabelSet[] Candidates =
    [
        LabelSet.Parse("k8s:k8s-app=kube-dns", $"k8s:{LabelKeys.Namespace}={Namespace}", $"k8s:{LabelKeys.NamespaceLabelPrefix}kubernetes.io/metadata.name={Namespace}", $"k8s:{LabelKeys.Cluster}=default"),
        LabelSet.Parse("k8s:k8s-app=node-local-dns", $"k8s:{LabelKeys.Namespace}={Namespace}", $"k8s:{LabelKeys.NamespaceLabelPrefix}kubernetes.io/metadata.name={Namespace}", $"k8s:{LabelKeys.Cluster}=default"),
        LabelSet.Parse("reserved:host"),
        LabelSet.Parse("reserved:world"),
    ];

    /// <summary>
    /// Whether an item lets DNS through. One that names port 53, or has DNS rules on another port, is taken at its word, whoever its peers are; one that opens more ports must have
    /// peers that can be a DNS server.
    /// </summary>
    public static bool IsReachedBy(SubjectItem item, Protocol protocol) => item.Ports.Any(port =>
        (port.FiltersNames && (port.Spec.Protocols & (ProtocolSet)(1 << (int)protocol)) != 0) || (port.CarriesDns(protocol) && (port.IsDns || Array.Exists(Candidates, item.Admits) || item.Prefixes.Any(prefix => prefix.Prefix.Length == 0))));
}
