using System.CommandLine;

namespace FlowToPolicy.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ExampleCommand(string name, string description) : Command(name, description)
{
    /// <summary>Examples, each a line as it would be typed.</summary>
    public required IReadOnlyList<string> Examples { get; init; }
}
