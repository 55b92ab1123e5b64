using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>
/// A <c>matchName</c> or <c>matchPattern</c> made ready. Letter case and a final dot do not count; <c>*</c> stands for any number of letters, digits,
/// dashes and underscores and never crosses a dot (Cilium: pkg/fqdn/matchpattern).
/// </summary>
internal sealed class NameMatcher
{
    private readonly bool _isPattern;
    private readonly bool _everyName;
    private readonly bool _levels;
    private readonly string _body;

    /// <summary>Prepares the selector for a version: from 1.19 a leading <c>**.</c> stands for one or more levels.</summary>
    public NameMatcher(FqdnSelector selector, CiliumVersion version)
    {
        string text = Normalise(selector.MatchName ?? selector.MatchPattern ?? "");
        bool manyLevels = version >= new CiliumVersion(1, 19);
        _isPattern = selector.MatchName is null;
        string written = (selector.MatchPattern ?? "").Trim();
        _everyName = _isPattern && (written == "*" || (manyLevels && written is "**" or "*."));
        _levels = _isPattern && manyLevels && text.StartsWith("**.", StringComparison.Ordinal);
        _body = _levels ? text[3..] : text;
        Label = text;
    }

    /// <summary>The key of the label that Cilium gives the addresses of matching names.</summary>
    public string Label { get; }

    /// <summary>Whether it stands for every name.</summary>
    public bool TakesEveryName => _everyName;

    /// <summary>The canonical text. Until 1.18 <c>*.</c> is not every name, although only the dot tells it from <c>*</c>.</summary>
    public string Text => (_isPattern ? "pattern " : "name ") + (_everyName ? "*" : Label == "*" ? "*." : Label);

    /// <summary>A name in the spelling compared here: lower case, without the final dot.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "DNS names are written in lower case.")]
    public static string Normalise(string name)
    {
        string trimmed = name.Trim();
        return (trimmed.EndsWith('.') ? trimmed[..^1] : trimmed).ToLowerInvariant();
    }

    /// <summary>Whether a normalised name is selected.</summary>
    public bool Matches(string name)
    {
        if (!_isPattern)
        {
            return name == _body;
        }

        if (_everyName)
        {
            return name.Length > 0;
        }

        return _levels ? MatchesBelow(name) : Glob(_body, name);
    }

    private bool MatchesBelow(string name)
    {
        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            if (dot > 0 && Glob(_body, name.AsSpan(dot + 1)) && IsLevels(name.AsSpan(0, dot)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLevels(ReadOnlySpan<char> prefix)
    {
        bool empty = true;
        foreach (char c in prefix)
        {
            if (c == '.' ? empty : !IsNameCharacter(c))
            {
                return false;
            }

            empty = c == '.';
        }

        return !empty;
    }

    /// <summary>The usual two-pointer match: on a mismatch the last star takes one character more, as long as that is a name character.</summary>
    private static bool Glob(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, star = -1, taken = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                taken = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0 && IsNameCharacter(name[taken]))
            {
                p = star + 1;
                n = ++taken;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
