namespace FlowToPolicy.Cluster.Running;

/// <summary>
/// Understands what kubectl says when it fails. Its exit code is 1 for everything, so its words are all there is; they are those of kubectl 1.20 to 1.34.
/// </summary>
internal static class KubectlComplaint
{
    private static readonly (string Words, ClusterFailure Failure)[] Known =
    [
        ("(Forbidden)", ClusterFailure.Forbidden),
        ("the server doesn't have a resource type", ClusterFailure.NoSuchKind),
        ("the server could not find the requested resource", ClusterFailure.NoSuchKind),
        ("no matches for kind", ClusterFailure.NoSuchKind),
        ("(Unauthorized)", ClusterFailure.NotLoggedIn),
        ("You must be logged in to the server", ClusterFailure.NotLoggedIn),
        ("the server has asked for the client to provide credentials", ClusterFailure.NotLoggedIn),
        ("getting credentials:", ClusterFailure.NotLoggedIn),
        ("Error in configuration", ClusterFailure.Configuration),
        ("error loading config file", ClusterFailure.Configuration),
        ("invalid configuration", ClusterFailure.Configuration),
        ("error: stat ", ClusterFailure.Configuration),
        ("does not exist", ClusterFailure.Configuration),
        ("dial tcp", ClusterFailure.Unreachable),
        ("(Timeout)", ClusterFailure.TooSlow),
        ("(TooManyRequests)", ClusterFailure.TooSlow),
        ("(ServiceUnavailable)", ClusterFailure.TooSlow),
        ("Client.Timeout", ClusterFailure.TooSlow),
        ("context deadline exceeded", ClusterFailure.TooSlow),
        ("i/o timeout", ClusterFailure.TooSlow),
        ("TLS handshake timeout", ClusterFailure.TooSlow),
        ("(Expired)", ClusterFailure.TooSlow),
        ("The connection to the server", ClusterFailure.Unreachable),
        ("Unable to connect to the server", ClusterFailure.Unreachable),
        ("couldn't get current server API group list", ClusterFailure.Unreachable),
    ];

    /// <summary>The failure that kubectl speaks of.</summary>
    /// <param name="query">What it was asked for.</param>
    /// <param name="code">Its exit code.</param>
    /// <param name="lines">What it said.</param>
    public static ClusterException Understand(KubectlQuery query, int code, IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            foreach ((string words, ClusterFailure failure) in Known)
            {
                if (line.Contains(words, StringComparison.Ordinal))
                {
                    return Of(failure, query, lines);
                }
            }
        }

        string said = lines.Count == 0 ? "nothing" : $"\"{lines[0]}\"";
        return new ClusterException(
            ClusterFailure.Other, $"kubectl failed to read {query} (exit code {code}) and said {said}; try 'kubectl get {query.Resource.Name}' yourself.", [.. lines.Skip(1)]);
    }

    /// <summary>The failure of that kind, in our words, with kubectl's below.</summary>
    public static ClusterException Of(ClusterFailure failure, KubectlQuery query, IReadOnlyList<string> lines) =>
        new(failure, Message(failure, query), lines);

    private static string Message(ClusterFailure failure, KubectlQuery query) => failure switch
    {
        ClusterFailure.Forbidden =>
            $"not authorised to list {query}{(query.Resource.IsNamespaced && query.Namespace.Length == 0 ? " in all namespaces" : "")}; ask for the verbs get and list on {query.Resource.Name}{Narrower(query)}.",
        ClusterFailure.NoSuchKind => query.Resource.Name.EndsWith(".cilium.io", StringComparison.Ordinal)
            ? $"the API server has no resource type {query.Resource.Name}, so this cluster holds no {query.Resource.Kind}."
            : $"the API server has no resource type {query.Resource.Name}; is it a Kubernetes API server?",
        ClusterFailure.NotLoggedIn => "the API server does not accept the credentials of this context; log in again (e.g. run 'kubectl get namespaces' in this terminal).",
        ClusterFailure.Configuration => "kubectl cannot use its configuration; check --kubeconfig and --context against 'kubectl config get-contexts'.",
        ClusterFailure.TooSlow => $"the API server was too slow in giving {query}; try again, narrow it with --namespace, or raise --request-timeout and --kubectl-timeout.",
        ClusterFailure.Unreachable => "kubectl cannot connect to the API server; check the context, the VPN and 'kubectl cluster-info'.",
        ClusterFailure.Damaged => $"kubectl's answer for {query} is not the JSON list that it should be; try 'kubectl get {query.Resource.Name} -o json' yourself.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "A failure without words."),
    };

    private static string Narrower(KubectlQuery query) =>
        query.Resource.IsNamespaced && query.Namespace.Length == 0 ? ", or name the namespaces that you may read with --namespace" : "";
}
