using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>The files and folders that hold policies.</summary>
internal sealed class PolicyPathsArgument
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files of policies (YAML or JSON), folders that hold such files, or '-' for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Adds the argument and the check that there is at least one path.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_paths) is not { Length: > 0 } paths)
            {
                result.AddError($"{command.Name} needs a PATH with policies ('-' for standard input).");
            }
            else if (paths.FirstOrDefault(p => p.Length > 1 && p[0] == '-') is { } option)
            {
                result.AddError($"{command.Name} has no option '{option}'; a file of that name is ./{option}.");
            }
            else if (paths.Count(p => p == "-") > 1)
            {
                result.AddError("standard input ('-') can be read only once.");
            }
        });
    }

    /// <summary>Whether a path is among those given.</summary>
    public bool Has(System.CommandLine.Parsing.CommandResult result, string path) => result.GetValue(_paths)?.Contains(path) == true;

    /// <summary>The paths as given.</summary>
    public IReadOnlyList<string> Read(ParseResult result) => result.GetValue(_paths) ?? [];
}
