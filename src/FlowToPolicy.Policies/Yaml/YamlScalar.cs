using System.Buffers;
using System.Globalization;
using System.Text;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// Writes strings so that they stay strings for readers of YAML 1.1 and 1.2 alike: plain only when the text begins with a letter, holds nothing but
/// characters without a meaning in YAML, and is no word of either version; else in double quotes with escapes, all printable ASCII.
/// </summary>
public static class YamlScalar
{
    // YAML 1.1 (type repository: bool, null, float) and 1.2 (core schema), in any case.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    };

    private const int LongestWord = 5;

    // Printable ASCII but quotation mark and backslash: nearly every text is of these alone, and is appended as a whole.
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

    /// <summary>Appends the text as a scalar.</summary>
    public static void Append(StringBuilder output, string text, bool quoted = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        if (!quoted && IsPlain(text))
        {
            output.Append(text);
            return;
        }

        output.Append('"');
        if (!text.AsSpan().ContainsAnyExcept(Unescaped))
        {
            output.Append(text).Append('"');
            return;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            AppendEscaped(output, rune);
        }

        output.Append('"');
    }

    /// <summary>Appends one comment line: printable ASCII, all else escaped, so that nothing in it can end the comment or steer a terminal.</summary>
    public static void AppendComment(StringBuilder output, string text)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        output.Append('#');
        if (text.Length > 0)
        {
            output.Append(' ');
        }

        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            output.Append(text);
            return;
        }

        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~')
            {
                output.Append(c);
            }
            else
            {
                output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
        }
    }

    /// <summary>Whether the text may stand without quotes.</summary>
    public static bool IsPlain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]) || (text.Length <= LongestWord && Words.Contains(text)))
        {
            return false;
        }

        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            bool inner = c == ':' && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1]);
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '/') && !inner)
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendEscaped(StringBuilder output, Rune rune)
    {
        switch (rune.Value)
        {
            case '"':
                output.Append("\\\"");
                break;
            case '\\':
                output.Append("\\\\");
                break;
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '\t':
                output.Append("\\t");
                break;
            case >= ' ' and <= '~':
                output.Append((char)rune.Value);
                break;
            case <= 0xFF:
                output.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}");
                break;
            case <= 0xFFFF:
                output.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
                break;
            default:
                output.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
                break;
        }
    }
}
