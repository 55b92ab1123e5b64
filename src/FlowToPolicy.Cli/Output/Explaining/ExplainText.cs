using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>For readers.</summary>
internal sealed class ExplainText : IExplainWriter
{
    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(ExplainOutcome outcome, Terminal terminal)
    {
        if (outcome.Connection is { } connection)
        {
            ConnectionText.Write(outcome, connection, terminal);
        }
        else
        {
            PolicyText.Write(outcome, outcome.Policy!, terminal);
        }
    }
}
