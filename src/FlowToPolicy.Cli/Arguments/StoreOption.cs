using System.CommandLine;
using System.CommandLine.Parsing;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--store</c>: the file of a recorded window.</summary>
internal sealed class StoreOption : OptionGroup
{
    private readonly Option<string?> _store;

    /// <summary>The option of a command that reads flows.</summary>
    public StoreOption()
        : this("The store of a recorded window, beside the PATHs or in their place [default, without PATH: the store in $XDG_STATE_HOME/flow2policy]")
    {
    }

    /// <summary>The option with a help of its own.</summary>
    public StoreOption(string help) => _store = Text("--store", "FILE", help);

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result => RefuseEmpty(result, _store));
    }

    /// <summary>An empty value is an unset variable of a script, and must not come to mean another store.</summary>
    public static void RefuseEmpty(CommandResult result, Option store)
    {
        if (result.GetResult(store) is { Implicit: false, Tokens: not [.., { Value.Length: > 0 }] })
        {
            result.AddError("--store is empty; give a file, or leave the option out.");
        }
    }

    /// <summary>The file that was given; null when none was.</summary>
    public string? Read(ParseResult result) => result.GetValue(_store);
}
