using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>Where <c>observe --follow</c> records to: <c>--store</c> and <c>--retain</c>.</summary>
internal sealed class RecorderOptions : OptionGroup
{
    private readonly Option<string?> _store;
    private readonly Option<TimeSpan?> _retain;

    /// <summary>The options.</summary>
    public RecorderOptions()
    {
        _store = Text("--store", "FILE", "With --follow: record into this file until Ctrl-C, through all breaks of the stream. Without: take what it holds, and what the rings add.");
        _retain = Parsed<TimeSpan?>("--retain", "DURATION", "With --follow --store: delete what is older than this, e.g. 30d [default: keep all]", TryRetain, "a duration from 1h such as 30d");
    }

    /// <summary>Adds the options and the check that they go together.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_store) is { Implicit: false, Tokens: not [.., { Value.Length: > 0 }] })
            {
                result.AddError("--store is empty; give a file, or leave the option out.");
            }

            if (IsGiven(result, _retain) && !IsGiven(result, _store))
            {
                result.AddError("--retain is about a store; give --store as well.");
            }
        });
    }

    /// <summary>The values.</summary>
    public RecorderSettings Read(ParseResult result) => new(result.GetValue(_store), result.GetValue(_retain));

    private static bool TryRetain(string text, out TimeSpan? duration)
    {
        bool isDuration = Durations.TryParse(text, out TimeSpan parsed) && parsed >= TimeSpan.FromHours(1);
        duration = parsed;
        return isDuration;
    }
}

/// <summary>Where it is recorded to.</summary>
/// <param name="Store">The file; null for none.</param>
/// <param name="Retain">How long what was recorded is kept; null for ever.</param>
internal sealed record RecorderSettings(string? Store, TimeSpan? Retain);
