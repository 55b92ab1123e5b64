using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Reasons;

/// <summary>Why an end stops a connection.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Rules">What decides: the deny rules that hit; for a default deny the rules that close the direction.</param>
/// <param name="Nearest">The item that comes nearest to letting it through; null when none comes near.</param>
/// <param name="Explanation">The same in one sentence, without the ends' names.</param>
public sealed record Denial(DenialCause Cause, IReadOnlyList<RuleReference> Rules, RuleReference? Nearest, string Explanation);
