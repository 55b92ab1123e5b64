namespace FlowToPolicy.Review.Explaining;

/// <summary>The end that a reader named, or why there is none.</summary>
/// <param name="End">The end; null when there is none, or more than one.</param>
/// <param name="Problem">What is wrong, in a few words; null when nothing is.</param>
/// <param name="Suggestions">Names that may have been meant.</param>
public sealed record EndAnswer(ExplainedEnd? End, string? Problem, IReadOnlyList<string> Suggestions)
{
    /// <summary>An end.</summary>
    public static EndAnswer Found(ExplainedEnd end) => new(end, null, []);

    /// <summary>No end.</summary>
    public static EndAnswer Missing(string problem, params IEnumerable<string> suggestions) => new(null, problem, [.. suggestions]);
}
