using System.CommandLine;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>What a comparison shows, and what makes it fail.</summary>
internal sealed class DiffOptions : OptionGroup
{
    private static readonly string[] Classes = [.. Enum.GetValues<ChangeClass>().Select(kind => Words.Kebab(kind.ToString()))];

    private readonly Option<bool> _exitCode;
    private readonly Option<string[]> _failOn;
    private readonly Option<string[]> _only;

    /// <summary>The options.</summary>
    public DiffOptions()
    {
        _exitCode = Switch("--exit-code", "Exit with 1 when there is any difference, as git does.");
        _failOn = List("--fail-on", "CLASS", $"Exit with 1 when there is a connection of one of these classes: {string.Join(", ", Classes)}");
        _only = List("--only", "CLASS", "Show connections of these classes only.");
    }

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (Option<string[]> option in (Option<string[]>[])[_failOn, _only])
            {
                // An empty value is an unset variable of a script, and must not switch a gate off.
                if (IsGiven(result, option) && result.GetValue(option) is not { Length: > 0 })
                {
                    result.AddError($"{option.Name} is empty; it is one of {string.Join(", ", Classes)}.");
                }
                else if ((result.GetValue(option) ?? []).FirstOrDefault(word => !Classes.Contains(word)) is { } unknown)
                {
                    result.AddError($"{option.Name} is one of {string.Join(", ", Classes)}, not '{unknown}'.");
                }
            }
        });
    }

    /// <summary>The values.</summary>
    public DiffSettings Read(ParseResult result) => new(result.GetValue(_exitCode), Kinds(result.GetValue(_failOn)), Kinds(result.GetValue(_only)));

    private static IReadOnlyList<ChangeClass> Kinds(string[]? words) => [.. (words ?? []).Select(word => Enum.GetValues<ChangeClass>()[Array.IndexOf(Classes, word)])];
}

/// <summary>What a comparison shows, and what makes it fail.</summary>
/// <param name="ExitCode">Any difference makes it fail.</param>
/// <param name="FailOn">Connections of these classes make it fail.</param>
/// <param name="Only">Only these classes are shown; none means all.</param>
internal sealed record DiffSettings(bool ExitCode, IReadOnlyList<ChangeClass> FailOn, IReadOnlyList<ChangeClass> Only);
