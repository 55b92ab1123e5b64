using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>-o/--output</c> with the formats of one command.</summary>
internal sealed class OutputOption : OptionGroup
{
    private readonly Option<string> _output;

    /// <summary>The option; the first format is the default.</summary>
    public OutputOption(IReadOnlyList<string> formats) =>
        _output = Choice("--output", "The format of the result.", formats, null, "-o");

    /// <summary>The format asked for.</summary>
    public string Read(ParseResult result) => result.GetValue(_output)!;
}
