using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>Writes an explanation in one format.</summary>
internal interface IExplainWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes it all to the terminal's output.</summary>
    void Write(ExplainOutcome outcome, Terminal terminal);
}
