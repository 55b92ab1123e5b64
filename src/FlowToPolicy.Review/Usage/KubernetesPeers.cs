using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Usage;

/// <summary>Writes the peers of Cilium's items as those of a Kubernetes NetworkPolicy.</summary>
internal static class KubernetesPeers
{
    private const string NamespaceName = "kubernetes.io/metadata.name";

    /// <summary>The peers; null when a NetworkPolicy cannot say one of them.</summary>
    /// <param name="item">Endpoints or prefixes.</param>
    public static IReadOnlyList<NetworkPolicyPeer>? Of(DirectionItem item)
    {
        if (item is not { Entities: null, Fqdns: null or { Count: 0 } })
        {
            return null;
        }

        NetworkPolicyPeer?[] peers = [.. (item.Endpoints ?? []).Select(Of), .. (item.Cidrs ?? []).Select(cidr => new NetworkPolicyPeer { Block = new CidrSetItem { Cidr = cidr } })];
        return peers.Length == 0 || Array.Exists(peers, peer => peer is null) ? null : [.. peers.OfType<NetworkPolicyPeer>()];
    }

    private static NetworkPolicyPeer? Of(LabelSelector selector)
    {
        string? space = null;
        List<KeyValuePair<string, string>> labels = [];
        foreach ((string key, string value) in selector.MatchLabels)
        {
            string plain = Plain(key);
            if (plain == LabelKeys.Namespace)
            {
                space = value;
            }
            else
            {
                labels.Add(new(plain, value));
            }
        }

        SelectorExpression[] expressions = [.. selector.MatchExpressions.Select(e => e with { Key = Plain(e.Key) })];
        if (labels.Select(label => label.Key).Concat(expressions.Select(e => e.Key)).Any(IsCiliums))
        {
            return null;
        }

        return new NetworkPolicyPeer
        {
            Pods = new LabelSelector { MatchLabels = labels, MatchExpressions = expressions },
            Namespaces = space is null ? null : new LabelSelector { MatchLabels = [new(NamespaceName, space)] },
        };
    }

    // Labels that are not of the pod itself; NetworkPolicies know no sources.
    private static bool IsCiliums(string key) => key.StartsWith("io.cilium.", StringComparison.Ordinal) || key.StartsWith("io.kubernetes.pod.", StringComparison.Ordinal) || key.Contains(':', StringComparison.Ordinal);

    /// <summary>A key without the source that means every pod's own labels.</summary>
    public static string Plain(string key) => key.StartsWith("k8s:", StringComparison.Ordinal) || key.StartsWith("any:", StringComparison.Ordinal) ? key[4..] : key;
}
