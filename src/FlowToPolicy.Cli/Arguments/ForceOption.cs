using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--force</c> of a command that writes to a folder in any case.</summary>
internal sealed class ForceOption : OptionGroup
{
    private readonly Option<bool> _force;

    /// <summary>The option.</summary>
    public ForceOption() =>
        _force = Switch("--force", "Write to DIR though it holds other things, and overwrite files there that somebody edited. Files that are not a snapshot's own stay.");

    /// <summary>Whether it was given.</summary>
    public bool Read(ParseResult result) => result.GetValue(_force);
}
