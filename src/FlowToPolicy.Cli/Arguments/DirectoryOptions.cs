using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--output-dir</c> and what goes with it.</summary>
internal sealed class DirectoryOptions : OptionGroup
{
    private readonly Option<string?> _directory;
    private readonly Option<bool> _force;
    private readonly Option<bool> _prune;
    private readonly Option<bool> _dryRun;

    /// <summary>The options.</summary>
    public DirectoryOptions()
    {
        _directory = Text("--output-dir", "DIR", "Write the policies to DIR/<namespace>/<workload>.yaml, with DIR/flow2policy.lock.json beside them.", "-d");
        _force = Switch("--force", "Overwrite files in DIR that somebody edited or that flow2policy did not write.");
        _prune = Switch("--prune", "Remove policies that flow2policy wrote to DIR before and that are no longer proposed.");
        _dryRun = Switch("--dry-run", "Say what would be written to DIR, and write nothing.");
    }

    /// <summary>Adds the options and the check that the others come with a DIR.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (Option<bool> option in (Option<bool>[])[_force, _prune, _dryRun])
            {
                if (result.GetValue(option) && string.IsNullOrEmpty(result.GetValue(_directory)))
                {
                    result.AddError($"{option.Name} goes with --output-dir DIR; give the folder as well.");
                }
            }
        });
    }

    /// <summary>The values; null without <c>--output-dir</c>.</summary>
    public DirectorySettings? Read(ParseResult result) =>
        result.GetValue(_directory) is { Length: > 0 } directory
            ? new DirectorySettings(directory, result.GetValue(_force), result.GetValue(_prune), result.GetValue(_dryRun))
            : null;
}

/// <summary>Where policies are written, and how boldly.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Force">Overwrite what is not ours.</param>
/// <param name="Prune">Remove what is ours and stale.</param>
/// <param name="DryRun">Write nothing.</param>
internal sealed record DirectorySettings(string Directory, bool Force, bool Prune, bool DryRun);
