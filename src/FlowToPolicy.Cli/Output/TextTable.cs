using FlowToPolicy.Cli.Terminals;
using Spectre.Console;

namespace FlowToPolicy.Cli.Output;

/// <summary>
/// Rows under headings. On a terminal they fit its width, with long cells folded; elsewhere columns are separated by two
/// spaces, without borders or a limit of width. Cells are text, never markup.
/// </summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The columns that hold numbers, and are set to the right.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>Adds a row with one cell for each heading.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(SafeText.Escape)]);

    /// <summary>Writes the table.</summary>
    public void Write(Terminal terminal)
    {
        if (terminal.OutIsTerminal)
        {
            WriteFitted(terminal);
        }
        else
        {
            WritePlain(terminal);
        }
    }

    private void WriteFitted(Terminal terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedWidthOutput(terminal),
        });
        var table = new Table { Border = TableBorder.Rounded };
        for (int i = 0; i < headings.Length; i++)
        {
            var column = new TableColumn(new Text(headings[i], new Style(decoration: Decoration.Bold)));
            table.AddColumn(Numbers.Contains(i) ? column.RightAligned().NoWrap() : column);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private void WritePlain(Terminal terminal)
    {
        int[] widths = [.. headings.Select((h, i) => _rows.Select(r => r[i].Length).Append(h.Length).Max())];
        foreach (string[] row in _rows.Prepend(headings))
        {
            IEnumerable<string> cells = row.Select((cell, i) => Numbers.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            terminal.Line(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Tells the table how wide the terminal is; it must not ask the machine.</summary>
    private sealed class FixedWidthOutput(Terminal terminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => terminal.Out;

        public bool IsTerminal => terminal.OutIsTerminal;

        public int Width => terminal.Width;

        public int Height => 24;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The writer has its encoding already.
        }
    }
}
