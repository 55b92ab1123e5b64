using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Explaining;

/// <summary>An end that a reader asked about.</summary>
/// <param name="Name">What readers see of it.</param>
/// <param name="End">The end of the graph, or one made of what the cluster tells when no flow shows it.</param>
/// <param name="Identities">The end as policies see it, once for each of its label sets.</param>
/// <param name="IsObserved">Whether flows show it.</param>
public sealed record ExplainedEnd(string Name, End End, IReadOnlyList<PolicyEnd> Identities, bool IsObserved)
{
    /// <summary>The address asked for; no address when another thing was.</summary>
    public Address Address { get; init; }

    /// <summary>The DNS name asked for, in lower case; null when another thing was.</summary>
    public string? DnsName { get; init; }

    /// <summary>How the words of the reader were taken, where it is not plain; null otherwise.</summary>
    public string? Note { get; init; }
}
