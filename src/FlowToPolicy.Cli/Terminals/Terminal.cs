namespace FlowToPolicy.Cli.Terminals;

/// <summary>Where a command writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
public sealed record Terminal
{
    /// <summary>Takes results; may be buffered, so that notes about a result follow a flush.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes progress, notes, warnings, errors and the suggested next command.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person looks at <see cref="Out"/>; otherwise tables have no borders and no width limit.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person looks at <see cref="Error"/>; otherwise there is no progress.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether colours are welcome (a terminal, and no <c>NO_COLOR</c>).</summary>
    public bool Color { get; init; }

    /// <summary>Writes one line of a result; unprintable characters are escaped.</summary>
    public void Line(string text = "") => Out.Write(SafeText.Escape(text) + "\n");

    /// <summary>Writes one line for the reader beside the result; unprintable characters are escaped.</summary>
    public void Note(string text = "") => Error.Write(SafeText.Escape(text) + "\n");
}
