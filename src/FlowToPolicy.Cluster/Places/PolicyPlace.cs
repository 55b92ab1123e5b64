using FlowToPolicy.Policies.Import;

namespace FlowToPolicy.Cluster.Places;

/// <summary>Where policies are: <c>cluster</c>, <c>-</c>, a file or a folder.</summary>
/// <param name="Text">The place as it was given.</param>
public sealed record PolicyPlace(string Text)
{
    /// <summary>The place that means the live cluster. A folder of that name is <c>./cluster</c>.</summary>
    public const string Cluster = "cluster";

    /// <summary>Whether this is the live cluster.</summary>
    public bool IsCluster => Text == Cluster;

    /// <summary>Whether this is standard input.</summary>
    public bool IsStandardInput => Text == PolicyImport.StandardInput;

    /// <summary>Whether this is a file or a folder.</summary>
    public bool IsPath => !IsCluster && !IsStandardInput;

    /// <summary>What is wrong with the place, in a few words; null when nothing is. Whether a path exists shows only when it is read.</summary>
    public string? Conflict => Text switch
    {
        "" => "'' is no place for policies; name a folder, a file, '-' or 'cluster'",
        ['-', _, ..] => $"'{Text}' looks like an option; a file of that name is ./{Text}",
        _ => null,
    };
}
