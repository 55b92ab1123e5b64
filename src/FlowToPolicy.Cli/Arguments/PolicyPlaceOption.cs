using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>An option that names where policies are: folders, files, standard input.</summary>
internal sealed class PolicyPlaceOption : OptionGroup
{
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
        _places = Values(name, "DIR|FILE|-", help + " May be given several times.", ArgumentArity.OneOrMore);
    }

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        if (_isRequired)
        {
            command.Validators.Add(result =>
            {
                if (result.GetValue(_places) is not { Length: > 0 })
                {
                    result.AddError($"{command.Name} needs {_name} with a folder or file of policies, or '-' for standard input.");
                }
            });
        }
    }

    /// <summary>Whether the reader gave it.</summary>
    public bool IsGiven(System.CommandLine.Parsing.SymbolResult result) => IsGiven(result, _places);

    /// <summary>The places as given.</summary>
    public IReadOnlyList<string> Read(ParseResult result) => result.GetValue(_places) ?? [];
}
