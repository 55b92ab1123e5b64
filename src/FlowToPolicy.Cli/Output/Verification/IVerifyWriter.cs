using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>Writes a verification in one format.</summary>
internal interface IVerifyWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes it all to the terminal's output.</summary>
    void Write(VerifyOutcome outcome, Terminal terminal);
}
