using System.Globalization;
using System.Text;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Makes text of others (a server's message, a name in a certificate) fit for one line of a terminal.</summary>
internal static class OneLine
{
    private const int Longest = 800;

    /// <summary>
    /// The text with white space collapsed, characters that steer a terminal or hide themselves replaced by U+FFFD, and
    /// cut to 800 characters.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
            {
                return line.Append("...").ToString();
            }

            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(IsPlain(rune) ? rune : Rune.ReplacementChar);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
