using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Import;

/// <summary>What files, folders and standard input held, in the order read.</summary>
/// <param name="Results">What each file held.</param>
public sealed record ImportedPolicies(IReadOnlyList<PolicyReadResult> Results)
{
    /// <summary>All objects of kinds that we know, refused ones too.</summary>
    public IReadOnlyList<PolicyDocument> Documents { get; } = [.. Results.SelectMany(result => result.Documents)];

    /// <summary>What did not become part of a policy.</summary>
    public IReadOnlyList<ReadFinding> Findings { get; } = [.. Results.SelectMany(result => result.Findings)];

    /// <summary>How many documents of each other kind there were.</summary>
    public IReadOnlyDictionary<string, int> Skipped { get; } = new SortedDictionary<string, int>(
        Results.SelectMany(result => result.Skipped).GroupBy(kind => kind.Key).ToDictionary(group => group.Key, group => group.Sum(kind => kind.Value)), StringComparer.Ordinal);

    /// <summary>The policies and groups that the API server takes. Complete, because a set of files is meant as all there is.</summary>
    public PolicySet Set { get; } =
        new([.. Results.SelectMany(result => result.Policies)], [.. Results.SelectMany(result => result.CidrGroups)]) { IsComplete = true };
}
