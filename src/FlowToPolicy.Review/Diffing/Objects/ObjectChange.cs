using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Diffing.Objects;

/// <summary>What happened to a policy object.</summary>
public enum ObjectAction : byte
{
    /// <summary>Only the second set has it.</summary>
    Added,

    /// <summary>Only the first set has it.</summary>
    Removed,

    /// <summary>Both have it, with rules that differ by meaning.</summary>
    Changed,
}

/// <summary>A policy object that differs between two sets.</summary>
/// <param name="Action">What happened.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for cluster-wide policies.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Of a changed one the items that only one of the sets has.</param>
/// <param name="Remarks">Of a changed one what else differs: selectors, which directions are closed.</param>
public sealed record ObjectChange(
    ObjectAction Action, PolicyKind Kind, string Namespace, string Name, IReadOnlyList<RuleChange> Rules, IReadOnlyList<string> Remarks);

/// <summary>An item that only one of two sets has.</summary>
/// <param name="IsAdded">Whether the second set has it; otherwise the first.</param>
/// <param name="Reference">Where.</param>
/// <param name="Text">The item as YAML.</param>
public sealed record RuleChange(bool IsAdded, RuleReference Reference, string Text);
