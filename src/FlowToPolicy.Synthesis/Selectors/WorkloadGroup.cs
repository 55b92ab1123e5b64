using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>A workload, or several that labels cannot tell apart, with what selects them.</summary>
internal sealed class WorkloadGroup
{
    // Thousands of rules name the same group. Whoever comes first makes what they share; made twice at once, the two say the same.
    private DirectionItem? _asNeighbour;
    private DirectionItem? _asStranger;
    private IReadOnlyList<string>? _description;

    /// <summary>The workloads, sorted.</summary>
    public required IReadOnlyList<End> Workloads { get; init; }

    /// <summary>Their namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Their cluster, where selectors have to name it; null elsewhere.</summary>
    public string? NamedCluster { get; init; }

    /// <summary>What selects them within namespace and cluster: any of these; empty when nothing does.</summary>
    public required IReadOnlyList<LabelSelector> Selectors { get; init; }

    /// <summary>Its place among the groups of the graph, by <see cref="First"/>, from 0.</summary>
    public int Rank { get; set; }

    /// <summary>The workload that gives its name.</summary>
    public End First => Workloads[0];

    /// <summary>The selectors for the rules of a policy about these workloads.</summary>
    public IEnumerable<LabelSelector> AsSubject() => Selectors.Select(selector => IsNegative(selector) ? InNamespace(selector) : selector);

    /// <summary>Who it is, for readers: one line.</summary>
    public IReadOnlyList<string> Description => _description ??=
        [Workloads.Count == 1 ? CommentText.Names(Workloads) : $"{CommentText.Names(Workloads)} (their labels do not tell them apart)"];

    /// <summary>
    /// The item of a rule of <paramref name="policyNamespace"/> that names it, still without ports: one for its own namespace and one for all others.
    /// </summary>
    public DirectionItem AsPeer(string policyNamespace) =>
        Namespace == policyNamespace ? _asNeighbour ??= AsPeer(isElsewhere: false) : _asStranger ??= AsPeer(isElsewhere: true);

    private DirectionItem AsPeer(bool isElsewhere) => new() { Endpoints = [.. Selectors.Select(selector => Placed(selector, isElsewhere))] };

    private LabelSelector Placed(LabelSelector selector, bool isElsewhere)
    {
        LabelSelector placed = isElsewhere || IsNegative(selector) ? InNamespace(selector) : selector;
        return NamedCluster is null ? placed : With(placed, LabelKeys.Cluster, NamedCluster);
    }

    private static bool IsNegative(LabelSelector selector) =>
        selector.MatchExpressions.Any(e => e.Operator is SelectorOperator.NotIn or SelectorOperator.DoesNotExist);

    private LabelSelector InNamespace(LabelSelector selector) => With(selector, LabelKeys.Namespace, Namespace);

    private static LabelSelector With(LabelSelector selector, string key, string value) =>
        selector with { MatchLabels = [.. selector.MatchLabels, new($"{Label.Kubernetes}:{key}", value)] };
}
