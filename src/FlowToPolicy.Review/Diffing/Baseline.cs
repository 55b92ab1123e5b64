using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>What a proposal does in the place of the policies that exist, and what it does beside them.</summary>
public sealed record Baseline
{
    /// <summary>The policies that exist.</summary>
    public required PolicySet Existing { get; init; }

    /// <summary>Of them those that are named like proposed ones, so that applying the proposal overwrites them.</summary>
    public required IReadOnlyList<Policy> Replaced { get; init; }

    /// <summary>From the existing policies to the proposed ones alone.</summary>
    public required ConnectionDiffResult InTheirPlace { get; init; }

    /// <summary>The window replayed through the proposed policies and all existing ones that they do not overwrite.</summary>
    public required VerificationResult Beside { get; init; }

    /// <summary>Compares a proposal with what exists.</summary>
    /// <param name="graph">The window.</param>
    /// <param name="existing">The policies that exist.</param>
    /// <param name="proposed">The proposed policies.</param>
    /// <param name="namespaces">The namespaces that the proposal is for; none means all.</param>
    /// <param name="options">What is known of the agents.</param>
    public static Baseline Compare(
        CommunicationGraph graph, PolicySet existing, IReadOnlyList<Policy> proposed, IReadOnlyList<string> namespaces, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(proposed);
        HashSet<(PolicyKind, string, string)> names = [.. proposed.Select(Name)];
        ILookup<bool, Policy> overwritten = existing.Policies.ToLookup(policy => names.Contains(Name(policy)));
        PolicySet union = existing with { Policies = [.. overwritten[false], .. proposed] };
        return new Baseline
        {
            Existing = existing,
            Replaced = [.. overwritten[true]],
            InTheirPlace = ConnectionDiff.Compare(existing, InPlaceOf(existing, proposed, namespaces), graph, options),
            Beside = Verifier.Verify(graph, union, options),
        };
    }

    /// <summary>
    /// The set that holds when proposed policies take the place of existing ones: the proposed ones alone or, when they are for some namespaces
    /// only, with the existing policies of all other namespaces and of the whole cluster.
    /// </summary>
    public static PolicySet InPlaceOf(PolicySet existing, IReadOnlyList<Policy> proposed, IReadOnlyList<string> namespaces)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(namespaces);
        IEnumerable<Policy> staying = namespaces.Count == 0 ? [] : existing.Policies.Where(policy => !namespaces.Contains(policy.Namespace));
        return existing with { Policies = [.. staying, .. proposed] };
    }

    private static (PolicyKind Kind, string Namespace, string Name) Name(Policy policy) => (policy.Kind, policy.Namespace, policy.Name);
}
