using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace FlowToPolicy.Policies.Validation.Suppression;

/// <summary>
/// Finds suppressions among the comments of a document. Comments are those that YAML's scanner sees, so that text inside a scalar never counts.
/// </summary>
internal static partial class SuppressionReader
{
    private const string Mark = "f2p:ignore";

    /// <summary>The suppressions of a text.</summary>
    /// <param name="text">A text that was read as YAML.</param>
    /// <param name="firstLine">The number of its first line.</param>
    public static IReadOnlyList<Suppression> Read(string text, int firstLine)
    {
        // JSON has no comments, and is read by its own rules.
        if (!text.Contains(Mark, StringComparison.Ordinal) || IsJson(text))
        {
            return [];
        }

        (List<Comment> comments, int firstContent) = Comments(text);
        HashSet<int> own = [.. comments.Where(comment => !comment.IsInline).Select(comment => (int)comment.Start.Line)];
        var found = new List<Suppression>();
        foreach (Comment comment in comments)
        {
            int line = (int)comment.Start.Line;
            int target = comment.IsInline ? line : line < firstContent ? 0 : Below(line, own);
            found.AddRange(Parse(comment.Value).Select(entry =>
                new Suppression(line + firstLine - 1, (int)comment.Start.Column, entry.Rule, entry.Reason, target == 0 ? 0 : target + firstLine - 1)));
        }

        return found;
    }

    private static (List<Comment> Comments, int FirstContent) Comments(string text)
    {
        var comments = new List<Comment>();
        int firstContent = int.MaxValue;
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
            {
                comments.Add(comment);
            }
            else if (scanner.Current is not (StreamStart or StreamEnd or DocumentStart or DocumentEnd or VersionDirective or TagDirective) && scanner.Current is { } token)
            {
                firstContent = Math.Min(firstContent, (int)token.Start.Line);
            }
        }

        return (comments, firstContent);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Below(int line, HashSet<int> own)
    {
        while (own.Contains(line))
        {
            line++;
        }

        return line;
    }

    // Ids up to the word "because", behind which the reason stands.
    private static IEnumerable<(string Rule, string Reason)> Parse(string comment)
    {
        string text = comment.TrimStart('#', ' ', '\t');
        if (!text.StartsWith(Mark, StringComparison.Ordinal) || (text.Length > Mark.Length && !char.IsWhiteSpace(text[Mark.Length])))
        {
            return [];
        }

        string rest = text[Mark.Length..];
        Match because = Because().Match(rest);
        string reason = because.Success ? rest[(because.Index + because.Length)..].Trim() : "";
        string[] rules = (because.Success ? rest[..because.Index] : rest).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        return rules.Length == 0 ? [("", reason)] : rules.Select(rule => (rule, reason));
    }

    [GeneratedRegex(@"\bbecause\b:?", RegexOptions.IgnoreCase)]
    private static partial Regex Because();
}
