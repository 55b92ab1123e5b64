namespace FlowToPolicy.Cluster;

/// <summary>How failures are spelled in documents.</summary>
public static class ClusterFailureWords
{
    /// <summary>The word for a failure, e.g. <c>no-such-kind</c>.</summary>
    public static string Word(this ClusterFailure failure) =>
        string.Concat(failure.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
