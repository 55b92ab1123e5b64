using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>The files and folders that hold the flows.</summary>
/// <param name="isOptional">Whether a command can do without flows.</param>
internal sealed class PathsArgument(bool isOptional = false)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files of flows (JSON lines, also .gz), folders that hold such files, or '-' for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The argument itself.</summary>
    public Argument Argument => _paths;

    /// <summary>Adds the argument and the check that there is at least one path.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_paths) is not { Length: > 0 } paths)
            {
                if (isOptional)
                {
                    return;
                }

                result.AddError($"{command.Name} needs a PATH with flows ('-' for standard input); to read from a cluster, use 'flow2policy observe'.");
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

    /// <summary>The paths as given.</summary>
    public IReadOnlyList<string> Read(ParseResult result) => result.GetValue(_paths) ?? [];
}
