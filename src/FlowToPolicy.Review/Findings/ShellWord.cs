using System.Globalization;
using System.Text;

namespace FlowToPolicy.Review.Findings;

/// <summary>Quotes words for a POSIX shell, so that a name from the input can never become a command.</summary>
public static class ShellWord
{
    /// <summary>The word as it must be typed. Words with control or other unprintable characters use <c>$'...'</c>.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length > 0 && word.All(IsPlain))
        {
            return word;
        }

        return word.All(c => c is >= ' ' and <= '~')
            ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"
            : QuoteBytes(word);
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '@' or '+';

    private static string QuoteBytes(string word)
    {
        var quoted = new StringBuilder("$'");
        foreach (byte b in Encoding.UTF8.GetBytes(word))
        {
            if (b is >= (byte)' ' and <= (byte)'~' and not (byte)'\'' and not (byte)'\\')
            {
                quoted.Append((char)b);
            }
            else
            {
                // Three octal digits end by themselves, where hexadecimal ones would swallow a following letter.
                quoted.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture));
            }
        }

        return quoted.Append('\'').ToString();
    }
}
