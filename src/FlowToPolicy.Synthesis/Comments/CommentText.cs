using System.Globalization;
using System.Text;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>Text for comments and descriptions: one line, bounded, whatever names the log brought.</summary>
internal static class CommentText
{
    private const int MostCharacters = 160;

    /// <summary>The text on one line and not too long.</summary>
    public static string OneLine(string text)
    {
        bool isPlain = text.Length <= MostCharacters;
        foreach (char c in text)
        {
            isPlain &= !IsBreak(c);
        }

        if (isPlain)
        {
            return text;
        }

        string cut = text.Length <= MostCharacters ? text : text[..CutAt(text)] + "...";
        return string.Create(cut.Length, cut, (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = IsBreak(from[i]) ? '?' : from[i];
            }
        });
    }

    /// <summary>A number as readers see it: digits alone.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>Appends a time to the second, UTC.</summary>
    public static void AppendTime(StringBuilder text, long ticks) =>
        text.Append(CultureInfo.InvariantCulture, $"{new DateTime(ticks, DateTimeKind.Utc):yyyy-MM-dd'T'HH:mm:ss'Z'}");

    /// <summary>The names of workloads: up to three, and how many more.</summary>
    public static string Names(IReadOnlyList<End> ends)
    {
        string names = string.Join(", ", ends.Take(3).Select(end => OneLine(end.Name)));
        return ends.Count <= 3 ? names : $"{names} and {Number(ends.Count - 3)} more";
    }

    // Not between the halves of a surrogate pair.
    private static int CutAt(string text) => char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
