using System.CommandLine;
using System.CommandLine.Parsing;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>An option that names where policies are: the live cluster, a snapshot of one, folders, files, standard input.</summary>
internal sealed class PolicyPlaceOption : OptionGroup
{
    private const string StandardInput = "-";

    private readonly Option<string[]> _places;
    private readonly string _name;
    private readonly bool _isRequired;

    /// <summary>The option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What the policies are for.</param>
    /// <param name="isRequired">Whether it must be given.</param>
    public PolicyPlaceOption(string name, string help, bool isRequired = false)
    {
        (_name, _isRequired) = (name, isRequired);
        _places = Values(
            name, "DIR|FILE|cluster|-", help + " 'cluster' reads the live cluster with kubectl, and never writes to it. May be given several times.", ArgumentArity.OneOrMore);
    }

    /// <summary><c>--existing</c> of the commands that make a proposal.</summary>
    public static PolicyPlaceOption Existing() => new(
        "--existing",
        "The policies that exist already: say what the proposal changes in their place, and what it stops when it is applied beside them. The proposal itself stays the same.");

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            if (_isRequired && result.GetValue(_places) is not { Length: > 0 })
            {
                result.AddError($"{command.Name} needs {_name} with a folder or file of policies, 'cluster', or '-' for standard input.");
            }

            // Every argument and option of the command counts, because there is one standard input.
            if (Count(result.GetValue(_places)) > 0 && command.Options.OfType<Option<string[]>>().Select(result.GetValue)
                .Concat(command.Arguments.OfType<Argument<string[]>>().Select(result.GetValue)).Sum(Count) > 1)
            {
                result.AddError($"standard input ('-') can be read only once, so {_name} and the others cannot share it.");
            }
        });
    }

    /// <summary>Whether the reader gave it.</summary>
    public bool IsGiven(SymbolResult result) => IsGiven(result, _places);

    /// <summary>The places as given.</summary>
    public IReadOnlyList<string> Read(ParseResult result) => result.GetValue(_places) ?? [];

    private static int Count(string[]? values) => (values ?? []).Count(value => value == StandardInput);
}
