namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>
/// Which labels of a pod become part of its identity when the agent's option <c>labels</c> is not set (pkg/labelsfilter/filter.go): the longest
/// match at the start of the key decides, and a key without a match is kept.
/// </summary>
internal static class LabelFilter
{
    private static readonly string[] Kept =
    [
        "io.kubernetes.pod.namespace", "io.cilium.k8s.namespace.labels", "app.kubernetes.io", "io.cilium.k8s.policy.cluster", "io.cilium.k8s.policy.serviceaccount",
    ];

    private static readonly string[] Dropped =
    [
        "io.kubernetes", "kubernetes.io", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "batch.kubernetes.io/job-completion-index",
        "batch.kubernetes.io/controller-uid", "k8s.io", "pod-template-generation", "pod-template-hash", "controller-revision-hash",
        "controller-uid", "annotation", "etcd_node",
    ];

    private const string Topology = "topology.kubernetes.io";
    private const string Beta = "beta.kubernetes.io";
    private static readonly CiliumVersion DropsTopology = new(1, 19);

    /// <summary>Whether a label of Kubernetes never becomes part of an identity.</summary>
    /// <param name="key">The key without source.</param>
    /// <param name="version">The version of Cilium.</param>
    public static bool Drops(string key, CiliumVersion version)
    {
        int dropped = Longest(Dropped, key);
        if (version >= DropsTopology && key.StartsWith(Topology, StringComparison.Ordinal))
        {
            dropped = Math.Max(dropped, Topology.Length);
        }

        // The pattern begins with ".*", so that it matches from the start of the key to the last place where the text stands.
        if (key.LastIndexOf(Beta, StringComparison.Ordinal) is >= 0 and var at)
        {
            dropped = Math.Max(dropped, at + Beta.Length);
        }

        return dropped > 0 && dropped > Longest(Kept, key);
    }

    private static int Longest(string[] prefixes, string key) => prefixes.Where(prefix => key.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => prefix.Length).DefaultIfEmpty().Max();
}
