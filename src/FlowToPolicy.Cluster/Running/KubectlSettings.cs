namespace FlowToPolicy.Cluster.Running;

/// <summary>Which kubectl is run, and how.</summary>
public sealed record KubectlSettings
{
    /// <summary>A path, or a name that is looked for on <see cref="SearchPath"/>.</summary>
    public string Program { get; init; } = "kubectl";

    /// <summary>The value of <c>PATH</c>.</summary>
    public string SearchPath { get; init; } = "";

    /// <summary><c>--kubeconfig</c>; null for kubectl's own choice (<c>KUBECONFIG</c>, <c>~/.kube/config</c>).</summary>
    public string? Kubeconfig { get; init; }

    /// <summary><c>--context</c>; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>How long one request to the API server may take (<c>--request-timeout</c>).</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one run of kubectl may take, all its requests together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most that is read of one answer, in bytes.</summary>
    public long MaxAnswer { get; init; } = 1L << 30;
}
