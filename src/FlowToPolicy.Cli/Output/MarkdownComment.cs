using System.Text;

namespace FlowToPolicy.Cli.Output;

/// <summary>
/// Markdown that fits a comment on a pull request however much there is to say (GitHub takes 65 536 characters): what comes first is kept,
/// what no longer fits is counted.
/// </summary>
internal sealed class MarkdownComment
{
    /// <summary>What a comment may hold, with room for what a bot puts around it.</summary>
    public const int Limit = 60_000;

    // What is said of rows that are left out must always fit.
    private const int Reserve = 2_000;

    private const int LongestLine = 2_000;

    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A line that must be there; of a very long one only the beginning.</summary>
    public void Line(string text) => _text.Append(text.Length <= LongestLine ? text : text[..LongestLine] + " ...").Append('\n');

    /// <summary>A table, with as many of its rows as fit and at most <paramref name="most"/>; nothing when there are none.</summary>
    /// <param name="heading">The lines above the rows.</param>
    /// <param name="rows">The rows, each one line.</param>
    /// <param name="most">How many a reader wants to see.</param>
    public void Table(string heading, IReadOnlyCollection<string> rows, int most)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int shown = 0;
        if (Fits(heading.Length))
        {
            _text.Append(heading);
            foreach (string row in rows.Take(most))
            {
                if (!Fits(row.Length + 1))
                {
                    break;
                }

                _text.Append(row).Append('\n');
                shown++;
            }
        }

        if (shown < rows.Count)
        {
            _text.Append($"\nand {Words.Count(rows.Count - shown, "more row")}.\n");
        }
    }

    /// <summary>A block that is left out as a whole when it does not fit.</summary>
    /// <returns>Whether it fits.</returns>
    public bool Block(string text)
    {
        if (!Fits(text.Length))
        {
            return false;
        }

        _text.Append(text);
        return true;
    }

    private bool Fits(int more) => _text.Length + more <= Limit - Reserve;
}
