using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--retain</c>: how much of a window is kept.</summary>
internal sealed class RetainOption : OptionGroup
{
    private readonly Option<TimeSpan?> _retain;

    /// <summary>The option.</summary>
    public RetainOption() => _retain = Parsed<TimeSpan?>(
        "--retain", "DURATION", "Keep this much, counted back from now: 30d, 336h. (Required.)", TryDuration, "a duration of at least an hour such as 30d");

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!IsGiven(result, _retain))
            {
                result.AddError($"{command.Name} needs --retain with how much to keep, such as 30d.");
            }
        });
    }

    /// <summary>The value.</summary>
    public TimeSpan Read(ParseResult result) => result.GetValue(_retain)!.Value;

    private static bool TryDuration(string text, out TimeSpan? duration)
    {
        bool isDuration = Durations.TryParse(text, out TimeSpan parsed) && parsed >= TimeSpan.FromHours(1);
        duration = parsed;
        return isDuration;
    }
}
