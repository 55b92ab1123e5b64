using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--verbose</c>, <c>--quiet</c> and <c>--strict</c>.</summary>
internal sealed class GeneralOptions : OptionGroup
{
    private readonly Option<bool> _verbose;
    private readonly Option<bool> _quiet;
    private readonly Option<bool> _strict;

    /// <summary>The options.</summary>
    public GeneralOptions()
    {
        _verbose = Switch("--verbose", "Say more: what became of every line, how long each stage took, the whole of an error.", "-v");
        _quiet = Switch("--quiet", "Write results and errors only: no progress, no notes.", "-q");
        _strict = Switch("--strict", "Fail (exit code 3) when a line is damaged, a node could not be read, or events were lost.");
    }

    /// <summary>Whether <c>--verbose</c> was given.</summary>
    public bool Verbose(ParseResult result) => result.GetValue(_verbose);

    /// <summary>The values.</summary>
    public GeneralSettings Read(ParseResult result) =>
        new(result.GetValue(_verbose), result.GetValue(_quiet), result.GetValue(_strict));
}

/// <summary>How much a command says, and how much it forgives.</summary>
/// <param name="Verbose">Say more.</param>
/// <param name="Quiet">Say nothing beside results and errors.</param>
/// <param name="Strict">Take what is missing from the input for an error.</param>
internal sealed record GeneralSettings(bool Verbose, bool Quiet, bool Strict);
