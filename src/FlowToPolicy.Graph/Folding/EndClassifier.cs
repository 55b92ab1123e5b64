using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Says what an endpoint is. Labels decide, not numbers: an API server may carry the identities 1, 7 or a node-local one
/// (Cilium, pkg/identity/numericidentity.go); numbers serve only where the log left the labels out.
/// </summary>
public static class EndClassifier
{
    private const uint FirstPodIdentity = 100;
    private const uint FirstCidrIdentity = 1 << 24;
    private const uint FirstNodeIdentity = 2 << 24;

    private static readonly LabelSet WorldLabels = ReservedLabels(ReservedIdentity.World);
    private static readonly LabelSet RemoteNodeLabels = ReservedLabels(ReservedIdentity.RemoteNode);
    private static readonly LabelSet RemoteApiServerLabels = ReservedLabels(ReservedIdentity.KubeApiServer, ReservedIdentity.RemoteNode);

    /// <summary>Reads one endpoint.</summary>
    public static RawEnd Classify(Endpoint endpoint)
    {
        LabelSet reserved = LabelSet.Of(endpoint.Labels.Where(l => l.Source == Label.Reserved));
        if (reserved.Count > 0)
        {
            return Of(ReservedKind(reserved), reserved);
        }

        if (endpoint.Labels.Any(l => l.Source is "cidr" or "fqdn" or "cidrgroup"))
        {
            return Of(RawEndKind.World, WorldLabels);
        }

        if (endpoint.Labels.Any(l => l.Source == "node"))
        {
            return Of(RawEndKind.RemoteNode, RemoteNodeLabels);
        }

        return endpoint.Labels.Count == 0 && FromNumber(endpoint.Identity) is { } known ? known : Pod(endpoint);
    }

    /// <summary>The same node as another node's pods see it.</summary>
    public static RawEnd AsRemoteNode(RawEnd host) => host.Labels.IsReserved(ReservedIdentity.KubeApiServer)
        ? Of(RawEndKind.KubeApiServer, RemoteApiServerLabels)
        : Of(RawEndKind.RemoteNode, RemoteNodeLabels);

    private static RawEnd Of(RawEndKind kind, LabelSet reserved) => new(kind, "", "", reserved, default(PodName) with { Stem = "" }, 0);

    private static RawEnd Pod(Endpoint endpoint)
    {
        string ns = NamespaceOf(endpoint);
        return ns.Length == 0 ? Of(RawEndKind.Unknown, LabelSet.Empty) : new RawEnd(
            RawEndKind.Pod,
            ClusterOf(endpoint),
            ns,
            endpoint.Labels,
            PodName.Parse(NameIsOurs(endpoint, ns) ? endpoint.PodName : ""),
            endpoint.Labels.Count == 0 && endpoint.Identity < FirstCidrIdentity ? endpoint.Identity : 0);
    }

    private static string NamespaceOf(Endpoint endpoint) =>
        endpoint.Labels.FindK8s(LabelKeys.Namespace) is { Length: > 0 } fromLabel ? fromLabel : endpoint.Namespace;

    private static string ClusterOf(Endpoint endpoint) => endpoint.Labels.FindK8s(LabelKeys.Cluster) ?? endpoint.ClusterName;

    /// <summary>
    /// Identity and pod name are looked up at different moments: when they disagree on the namespace, the address was reused or
    /// belongs to a proxy, and the name is somebody else's.
    /// </summary>
    private static bool NameIsOurs(Endpoint endpoint, string ns) => endpoint.Namespace.Length == 0 || endpoint.Namespace == ns;

    private static RawEndKind ReservedKind(LabelSet labels)
    {
        if (labels.IsReserved(ReservedIdentity.Health))
        {
            return RawEndKind.Health;
        }

        if (labels.IsReserved(ReservedIdentity.KubeApiServer))
        {
            return RawEndKind.KubeApiServer;
        }

        foreach (Label label in labels)
        {
            switch (label.Key)
            {
                case ReservedIdentity.Host:
                    return RawEndKind.Host;
                case ReservedIdentity.RemoteNode:
                    return RawEndKind.RemoteNode;
                case ReservedIdentity.Ingress:
                    return RawEndKind.Ingress;
                case ReservedIdentity.Unmanaged:
                    return RawEndKind.Unmanaged;
                case ReservedIdentity.Init:
                    return RawEndKind.Init;
                case ReservedIdentity.World or ReservedIdentity.WorldIpv4 or ReservedIdentity.WorldIpv6:
                    return RawEndKind.World;
                default:
                    break;
            }
        }

        return RawEndKind.Unknown;
    }

    private static RawEnd? FromNumber(uint identity) => identity switch
    {
        1 => Of(RawEndKind.Host, ReservedLabels(ReservedIdentity.Host)),
        2 => Of(RawEndKind.World, WorldLabels),
        3 => Of(RawEndKind.Unmanaged, ReservedLabels(ReservedIdentity.Unmanaged)),
        4 => Of(RawEndKind.Health, ReservedLabels(ReservedIdentity.Health)),
        5 => Of(RawEndKind.Init, ReservedLabels(ReservedIdentity.Init)),
        6 => Of(RawEndKind.RemoteNode, RemoteNodeLabels),
        7 => Of(RawEndKind.KubeApiServer, RemoteApiServerLabels),
        8 => Of(RawEndKind.Ingress, ReservedLabels(ReservedIdentity.Ingress)),
        9 => Of(RawEndKind.World, ReservedLabels(ReservedIdentity.WorldIpv4)),
        10 => Of(RawEndKind.World, ReservedLabels(ReservedIdentity.WorldIpv6)),
        >= FirstNodeIdentity => Of(RawEndKind.RemoteNode, RemoteNodeLabels),
        >= FirstCidrIdentity => Of(RawEndKind.World, WorldLabels),
        >= FirstPodIdentity => null,
        0 => null,
        _ => Of(RawEndKind.Unknown, LabelSet.Empty),
    };

    private static LabelSet ReservedLabels(params string[] names) => LabelSet.Of(names.Select(n => new Label(Label.Reserved, n, "")));
}
