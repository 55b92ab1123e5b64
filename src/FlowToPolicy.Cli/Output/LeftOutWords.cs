using System.Text.Json;

namespace FlowToPolicy.Cli.Output;

/// <summary>Says in every format that policies could not be read: an answer without them is another one.</summary>
internal static class LeftOutWords
{
    private const int Most = 5;

    /// <summary>For readers; nothing when none was left out.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> leftOut)
    {
        if (leftOut.Count == 0)
        {
            yield break;
        }

        yield return $"Left out  {Words.Count(leftOut.Count, "refusal")}: what cannot be read counts as not there, so the answer holds only without it";
        foreach (string one in leftOut.Take(Most))
        {
            yield return $"  {one}";
        }

        if (leftOut.Count > Most)
        {
            yield return $"  and {Words.Number(leftOut.Count - Most)} more ('flow2policy validate' lists all)";
        }
    }

    /// <summary>For a pull request; nothing when none was left out.</summary>
    public static void Write(MarkdownComment comment, IReadOnlyList<string> leftOut)
    {
        if (leftOut.Count > 0)
        {
            comment.Line($"**Policies could not be read ({Words.Count(leftOut.Count, "refusal")}), and the answer below does without them:** "
                + string.Join("; ", leftOut.Take(Most).Select(Markdown.Code)) + "\n");
        }
    }

    /// <summary>For programs: the list <c>leftOut</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> leftOut) => json.Strings("leftOut", leftOut);
}
