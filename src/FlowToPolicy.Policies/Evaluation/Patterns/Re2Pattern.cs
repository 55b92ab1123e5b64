using System.Text.RegularExpressions;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>
/// A regular expression of a policy. Cilium checks it with Go's regexp and Envoy matches it with RE2, whole texts each time; here it is translated for
/// .NET's engine without backtracking, so that matching takes time in proportion to the text. What cannot be translated faithfully is not judged.
/// Safe for concurrent use.
/// </summary>
public sealed class Re2Pattern
{
    /// <summary>Longer patterns are not judged: the engine's tables grow with them.</summary>
    private const int LongestJudged = 16_384;

    private readonly Regex? _regex;
    private readonly bool _needsAscii;

    /// <summary>Translates a pattern; whatever it is, this does not throw.</summary>
    public Re2Pattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > LongestJudged)
        {
            Obstacle = $"the pattern has more than {LongestJudged} characters";
            return;
        }

        try
        {
            var parser = new Re2Parser(pattern);
            string translated = parser.Translate();
            _needsAscii = parser.Traits.NeedsAscii;
            Obstacle = parser.Traits.Untranslatable is { } part ? $"{part} in '{pattern}' has no equal here" : null;
            _regex = Obstacle is null ? new Regex($@"\A(?:{translated})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) : null;
        }
        catch (PatternError error)
        {
            Obstacle = $"'{pattern}' is no regular expression: {error.Message}";
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            // The engine refuses patterns whose tables would grow too large.
            Obstacle = $"'{pattern}' is too large";
        }
    }

    /// <summary>Why nothing can be judged by the pattern; null when it can.</summary>
    public string? Obstacle { get; }

    /// <summary>Whether the whole text matches; null when that cannot be judged.</summary>
    public bool? Matches(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_regex is null || !IsJudged(text))
        {
            return null;
        }

        return _regex.IsMatch(text);
    }

    /// <summary>What is wrong with a pattern by Go's regexp, which Cilium checks paths and methods with; null when nothing is.</summary>
    public static string? ErrorOf(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            new Re2Parser(pattern).Translate();
            return null;
        }
        catch (PatternError error)
        {
            return error.Message;
        }
    }

    private bool IsJudged(string text)
    {
        foreach (char c in text)
        {
            if (char.IsSurrogate(c) || (_needsAscii && c > 127))
            {
                return false;
            }
        }

        return true;
    }
}
