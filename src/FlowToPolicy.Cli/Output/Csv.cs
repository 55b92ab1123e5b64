using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output;

/// <summary>Comma-separated values after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class Csv
{
    /// <summary>Writes one row.</summary>
    public static void Row(Terminal terminal, IEnumerable<string> cells) =>
        terminal.Out.Write(string.Join(',', cells.Select(Cell)) + "\r\n");

    /// <summary>One cell as it stands between commas.</summary>
    internal static string Cell(string text)
    {
        string safe = SafeText.Escape(text);
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            safe = "'" + safe;
        }

        return safe.AsSpan().IndexOfAny(',', '"', '\'') >= 0 || safe != text || safe.Trim().Length != safe.Length
            ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : safe;
    }
}
