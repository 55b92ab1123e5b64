using FlowToPolicy.Policies.Evaluation.Patterns;

namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>The patterns of one policy set, each translated once and only when a request needs it.</summary>
internal sealed class PatternTable
{
    private readonly Dictionary<string, Re2Pattern> _patterns = new(StringComparer.Ordinal);

    /// <summary>Whether an attribute of a request matches a pattern as a whole; a pattern that is null or empty puts no condition.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="value">The attribute; null when not known.</param>
    /// <param name="attribute">What it is called in words.</param>
    public Outcome Match(string? pattern, string? value, string attribute)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return Outcome.Holds;
        }

        if (!_patterns.TryGetValue(pattern, out Re2Pattern? compiled))
        {
            _patterns[pattern] = compiled = new Re2Pattern(pattern);
        }

        if (compiled.Obstacle is { } obstacle)
        {
            return Outcome.Open(Doubt.NotModelled(obstacle));
        }

        if (value is null)
        {
            return Outcome.Unknown(attribute);
        }

        return compiled.Matches(value) is { } matches
            ? Outcome.Of(matches)
            : Outcome.Open(Doubt.NotModelled($"'{pattern}' on text beyond ASCII"));
    }
}
