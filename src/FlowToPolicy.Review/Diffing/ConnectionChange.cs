using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>A connection of which two policy sets say different things.</summary>
public sealed record ConnectionChange
{
    /// <summary>What becomes of it.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>Who calls.</summary>
    public required string Client { get; init; }

    /// <summary>Who is called.</summary>
    public required string Server { get; init; }

    /// <summary>The ports in words, e.g. <c>TCP/8080</c>, <c>any other TCP port</c>.</summary>
    public required string Ports { get; init; }

    /// <summary>The connection as it was observed; null when it never was.</summary>
    public ObservedConnection? Observed { get; init; }

    /// <summary>The rules that decide in the first set: of both ends.</summary>
    public required IReadOnlyList<RuleReference> Before { get; init; }

    /// <summary>The rules that decide in the second set.</summary>
    public required IReadOnlyList<RuleReference> After { get; init; }
}
