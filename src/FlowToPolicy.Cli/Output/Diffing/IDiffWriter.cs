using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>Writes a comparison in one format.</summary>
internal interface IDiffWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes it all to the terminal's output.</summary>
    void Write(DiffOutcome outcome, Terminal terminal);
}
