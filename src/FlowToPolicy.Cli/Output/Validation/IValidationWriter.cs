using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>Writes a validation in one format.</summary>
internal interface IValidationWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes it all to the terminal's output.</summary>
    void Write(ValidationOutcome outcome, Terminal terminal);
}
