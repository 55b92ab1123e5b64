namespace FlowToPolicy.Cluster;

/// <summary>Why the cluster gave no answer.</summary>
public enum ClusterFailure : byte
{
    /// <summary>Something else; the message quotes what kubectl said.</summary>
    Other,

    /// <summary>There is no kubectl, or it cannot be run.</summary>
    NoKubectl,

    /// <summary>The kubeconfig or the context in it cannot be used.</summary>
    Configuration,

    /// <summary>No connection to the API server.</summary>
    Unreachable,

    /// <summary>The API server does not know who asks.</summary>
    NotLoggedIn,

    /// <summary>Who asks may not read this.</summary>
    Forbidden,

    /// <summary>The API server has no such kind: its CRD is not installed.</summary>
    NoSuchKind,

    /// <summary>No answer in time.</summary>
    TooSlow,

    /// <summary>The answer is not the JSON that it should be.</summary>
    Damaged,

    /// <summary>The answer is larger than what is read.</summary>
    TooLarge,
}

/// <summary>The cluster, or a snapshot of one, could not be read; the message is one line that says what, where, and what to do next.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>A failure without a message of its own; for serialisers only.</summary>
    public ClusterException()
        : this("the cluster could not be read")
    {
    }

    /// <summary>A failure of no particular kind.</summary>
    public ClusterException(string message)
        : this(ClusterFailure.Other, message)
    {
    }

    /// <summary>A failure of no particular kind, with its cause.</summary>
    public ClusterException(string message, Exception innerException)
        : this(ClusterFailure.Other, message, null, innerException)
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="failure">Its kind.</param>
    /// <param name="message">One line.</param>
    /// <param name="details">What kubectl said, a few lines, as it came: escape it before showing it.</param>
    /// <param name="cause">The cause.</param>
    public ClusterException(ClusterFailure failure, string message, IReadOnlyList<string>? details = null, Exception? cause = null)
        : base(message, cause)
    {
        Failure = failure;
        Details = details ?? [];
    }

    /// <summary>Its kind.</summary>
    public ClusterFailure Failure { get; }

    /// <summary>What kubectl said, a few lines, as it came: escape it before showing it.</summary>
    public IReadOnlyList<string> Details { get; }
}
