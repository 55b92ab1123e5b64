using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>What a policy allows and denies, who used it, and what would change without it.</summary>
public sealed record PolicyExplanation
{
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Whom it is about, in words, one line for each rule.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>Which directions it closes, <c>ingress</c> and <c>egress</c>; empty when it closes none.</summary>
    public required IReadOnlyList<string> Closes { get; init; }

    /// <summary>The workloads of the window (and of the cluster, as far as it is known) that it selects; sorted.</summary>
    public required IReadOnlyList<string> Selected { get; init; }

    /// <summary>Its items.</summary>
    public required IReadOnlyList<ItemExplanation> Items { get; init; }

    /// <summary>Observed connections that are let through with it and stopped without it.</summary>
    public required IReadOnlyList<ConnectionVerdict> BreaksWithout { get; init; }

    /// <summary>Observed connections that are stopped with it and let through without it.</summary>
    public required IReadOnlyList<ConnectionVerdict> AdmitsWithout { get; init; }

    /// <summary>Whether there was a window to look for uses in.</summary>
    public required bool HasFlows { get; init; }
}

/// <summary>One item of a policy.</summary>
/// <param name="Words">What it says, in words.</param>
/// <param name="Use">Who used it; without connections when there is no window.</param>
public sealed record ItemExplanation(string Words, ItemUse Use);
