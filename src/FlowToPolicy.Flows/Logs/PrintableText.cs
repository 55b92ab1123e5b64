using System.Globalization;
using System.Text;

namespace FlowToPolicy.Flows.Logs;

/// <summary>Makes foreign text safe to print: nothing in it can move a cursor, colour a terminal or turn the reading direction.</summary>
public static class PrintableText
{
    /// <summary>The text with control, formatting, separator and unpaired surrogate characters written as <c>\u001B</c>.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? safe = null;
        int done = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair || !IsUnsafe(text[i]))
            {
                i += isPair ? 1 : 0;
                continue;
            }

            safe ??= new StringBuilder();
            safe.Append(text, done, i - done).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            done = i + 1;
        }

        return safe is null ? text : safe.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
