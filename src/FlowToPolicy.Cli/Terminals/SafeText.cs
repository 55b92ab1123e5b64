using System.Globalization;
using System.Text;

namespace FlowToPolicy.Cli.Terminals;

/// <summary>
/// Makes text from the input harmless for a terminal, a table or a comment: control characters, escape sequences, line
/// breaks of Unicode, direction marks and invisible characters are written as <c>\u001b</c>.
/// </summary>
public static class SafeText
{
    /// <summary>The text with everything unprintable escaped; the same object when nothing is.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int index = FirstUnsafe(text);
        if (index < 0)
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16).Append(text, 0, index);
        while (index < text.Length)
        {
            bool whole = Rune.TryGetRuneAt(text, index, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            if (whole && IsPrintable(rune))
            {
                safe.Append(text, index, length);
            }
            else if (length == 1)
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
            }

            index += length;
        }

        return safe.ToString();
    }

    private static int FirstUnsafe(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~')
            {
                if (!Rune.TryGetRuneAt(text, i, out Rune rune) || !IsPrintable(rune))
                {
                    return i;
                }

                i += rune.Utf16SequenceLength - 1;
            }
        }

        return -1;
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned);
}
