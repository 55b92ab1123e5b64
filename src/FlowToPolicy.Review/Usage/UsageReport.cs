using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Usage;

/// <summary>What of a policy set a window shows to be unused or too wide. It is as believable as the window is long and complete.</summary>
public sealed record UsageReport
{
    /// <summary>Allowing items that nothing let through in the window used.</summary>
    public required IReadOnlyList<RuleReference> Unused { get; init; }

    /// <summary>Items that were used, and are wider than their uses.</summary>
    public required IReadOnlyList<WideItem> Wide { get; init; }

    /// <summary>Items that another item makes superfluous.</summary>
    public required IReadOnlyList<ShadowedItem> Shadowed { get; init; }

    /// <summary>How many items were not held against each other, because too many are about the same subjects.</summary>
    public required int NotCompared { get; init; }

    /// <summary>Policies that select no workload that is known.</summary>
    public required IReadOnlyList<Policy> SelectsNobody { get; init; }

    /// <summary>The set in numbers.</summary>
    public required UsageNumbers Numbers { get; init; }
}

/// <summary>An item that is wider than what used it.</summary>
/// <param name="Use">The item and its uses.</param>
/// <param name="Excess">What of it was never used, in words.</param>
/// <param name="Narrower">The item without that, as YAML; it still takes in everything that was observed.</param>
public sealed record WideItem(ItemUse Use, IReadOnlyList<string> Excess, string Narrower);

/// <summary>An item of which another one, about the same subjects, lets through everything.</summary>
/// <param name="Item">The superfluous item.</param>
/// <param name="By">The item that makes it so.</param>
public sealed record ShadowedItem(RuleReference Item, RuleReference By);

/// <summary>A policy set over a window in numbers. Ends are those of the window but the world; of each server the ports on which it was called.</summary>
public sealed record UsageNumbers
{
    /// <summary>Combinations of client, server and port that the policies of both ends let through.</summary>
    public required long Admitted { get; init; }

    /// <summary>Those of them that were let through in the window.</summary>
    public required long Used { get; init; }

    /// <summary>Workloads of the cluster that the window or the cluster itself shows.</summary>
    public required int Workloads { get; init; }

    /// <summary>Workloads whose ingress some policy closes.</summary>
    public required int IngressIsolated { get; init; }

    /// <summary>Workloads whose egress some policy closes.</summary>
    public required int EgressIsolated { get; init; }

    /// <summary>Workloads that any address outside the cluster may call on some port.</summary>
    public required int OpenToWorld { get; init; }
}
