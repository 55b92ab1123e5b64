using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output;

/// <summary>Writes the outcome of a run in one format.</summary>
internal interface IOutcomeWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes it: results to the terminal's output, notes beside it.</summary>
    void Write(Outcome outcome, Terminal terminal);
}
