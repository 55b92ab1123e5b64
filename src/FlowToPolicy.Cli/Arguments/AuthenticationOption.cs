using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--mutual-auth</c>.</summary>
internal sealed class AuthenticationOption : OptionGroup
{
    private readonly Option<bool> _works;

    /// <summary>The option.</summary>
    public AuthenticationOption() =>
        _works = Switch("--mutual-auth", "Mutual authentication is set up in the cluster, so that rules which demand it let peers through.");

    /// <summary>Whether it was given.</summary>
    public bool Read(ParseResult result) => result.GetValue(_works);
}
