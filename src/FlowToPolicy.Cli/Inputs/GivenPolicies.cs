using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>What all places of one option hold together.</summary>
/// <param name="Places">The places as they were given.</param>
/// <param name="Contents">What each holds.</param>
internal sealed record GivenPolicies(IReadOnlyList<string> Places, IReadOnlyList<PlaceContents> Contents)
{
    /// <summary>All policies and groups. Complete where every place is.</summary>
    public PolicySet Set { get; } = Contents is [var only]
        ? only.Set
        : new PolicySet([.. Contents.SelectMany(place => place.Set.Policies)], [.. Contents.SelectMany(place => place.Set.CidrGroups)])
        {
            IsComplete = Contents.All(place => place.Set.IsComplete),
        };

    /// <summary>What the API server or the agent would refuse, and is therefore not in the set: where it stands and why.</summary>
    public IReadOnlyList<string> LeftOut { get; } =
        [.. Contents.SelectMany(place => place.Policies.Findings).Where(finding => finding.Severity == ReadSeverity.Refused).Select(finding => $"{finding.Position}: {finding.Message}")];

    /// <summary>The places in words.</summary>
    public string Source => string.Join(", ", Places.Select(place => place.Length == 1 && place[0] == '-' ? "standard input" : place));

    /// <summary>The options with what the clusters among the places tell of services and named ports.</summary>
    public EvaluationOptions Sharpen(EvaluationOptions options) => Contents.Aggregate(options, (sharper, place) => place.Sharpen(sharper));
}
