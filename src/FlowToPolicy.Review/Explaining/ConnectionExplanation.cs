using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Why connections from one end to another are or are not let through.</summary>
/// <param name="Client">Who calls.</param>
/// <param name="Server">Who is called.</param>
/// <param name="Ports">The answers, observed ports first; ports of the same answer together.</param>
public sealed record ConnectionExplanation(ExplainedEnd Client, ExplainedEnd Server, IReadOnlyList<PortExplanation> Ports);

/// <summary>The answer for some ports.</summary>
public sealed record PortExplanation
{
    /// <summary>The ports, e.g. <c>TCP/8080</c>, <c>any other TCP port</c>.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>Both ends together.</summary>
    public required ReplayVerdict Verdict { get; init; }

    /// <summary>The client's side.</summary>
    public required DirectionExplanation Egress { get; init; }

    /// <summary>The server's side.</summary>
    public required DirectionExplanation Ingress { get; init; }

    /// <summary>What was observed between the ends on these ports, with what the policies say of it.</summary>
    public required IReadOnlyList<ConnectionVerdict> Observed { get; init; }

    /// <summary>The smallest change that closes what is let through; null when it is not, or when no rule can name it.</summary>
    public required SuggestedChange? Closing { get; init; }
}

/// <summary>The answer of one end.</summary>
public sealed record DirectionExplanation
{
    /// <summary>The verdict and what was asked.</summary>
    public required SideVerdict Side { get; init; }

    /// <summary>The rules of policies that close the direction of this end.</summary>
    public required IReadOnlyList<RuleReference> Isolating { get; init; }

    /// <summary>The items about this end that match, and those that nearly do.</summary>
    public required IReadOnlyList<RuleFinding> Rules { get; init; }

    /// <summary>What of the rules has no effect because of others.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why this end stops it; null when it does not.</summary>
    public required Denial? Denial { get; init; }

    /// <summary>The smallest change at this end that lets it through; null when it does, or when no rule can name it.</summary>
    public required SuggestedChange? Opening { get; init; }

    /// <summary>Whether policies have a say at this end at all.</summary>
    public bool HasPolicies => Side.Subject is not null || Side.Doubt is not null;
}

/// <summary>An item and what of it holds for the connection.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Matches">Whether it hits.</param>
/// <param name="Lacks">What it lacks; empty when it hits.</param>
/// <param name="Yaml">The item.</param>
public sealed record RuleFinding(RuleReference Reference, bool Matches, string Lacks, string Yaml);
