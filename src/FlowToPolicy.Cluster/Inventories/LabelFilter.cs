using FlowToPolicy.Identities;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>
/// Which labels become part of an identity, unless the agent's option <c>labels</c> says otherwise (pkg/labelsfilter/filter.go: patterns bind at
/// the start of the key, and a label that is both kept and dropped stays when what keeps it matches more of the key).
/// </summary>
internal static class LabelFilter
{
    private const string Beta = "beta.kubernetes.io";
    private const string Annotation = "annotation";

    private static readonly string[] Kept =
        [LabelKeys.Namespace, "io.cilium.k8s.namespace.labels", "app.kubernetes.io", LabelKeys.Cluster, LabelKeys.ServiceAccount];

    private static readonly (string Prefix, CiliumVersion Since)[] Dropped =
    [
        ("io.kubernetes", default),
        ("kubernetes.io", default),
        ("k8s.io", default),
        ("pod-template-generation", default),
        ("pod-template-hash", default),
        ("controller-revision-hash", default),
        ("etcd_node", default),
        ("statefulset.kubernetes.io/pod-name", new(1, 15)),
        ("apps.kubernetes.io/pod-index", new(1, 15)),
        ("batch.kubernetes.io/job-completion-index", new(1, 15)),
        ("batch.kubernetes.io/controller-uid", new(1, 16)),
        ("controller-uid", new(1, 16)),
        ("topology.kubernetes.io", new(1, 19)),
    ];

    /// <summary>Whether a label of the source k8s with this key is part of an identity.</summary>
    public static bool Keeps(string key, CiliumVersion version)
    {
        int dropped = DroppedLength(key, version);
        return dropped == 0 || Kept.Any(k => k.Length > dropped && key.StartsWith(k, StringComparison.Ordinal));
    }

    /// <summary>How much of the key the shortest match that drops it takes; 0 for none.</summary>
    private static int DroppedLength(string key, CiliumVersion version)
    {
        int shortest = int.MaxValue;
        foreach ((string prefix, CiliumVersion since) in Dropped)
        {
            if (version >= since && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                shortest = Math.Min(shortest, prefix.Length);
            }
        }

        if (key.LastIndexOf(Beta, StringComparison.Ordinal) is >= 0 and var at)
        {
            shortest = Math.Min(shortest, at + Beta.Length);
        }

        if (key.StartsWith(Annotation, StringComparison.Ordinal))
        {
            shortest = Math.Min(shortest, key.Length);
        }

        return shortest == int.MaxValue ? 0 : shortest;
    }
}
