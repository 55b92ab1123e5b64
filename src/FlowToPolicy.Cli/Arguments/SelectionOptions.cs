using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>-n/--namespace</c> and <c>-A/--all-namespaces</c>.</summary>
internal sealed class SelectionOptions : OptionGroup
{
    private readonly Option<string[]> _namespaces;
    private readonly Option<bool> _all;

    /// <summary>The options; <paramref name="help"/> says what a namespace narrows in this command.</summary>
    public SelectionOptions(string help)
    {
        _namespaces = List("--namespace", "NAMESPACE", help, "-n");
        _all = Switch("--all-namespaces", "All namespaces (the default).", "-A");
    }

    /// <summary>Adds the options and the check that they do not contradict each other.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_all) && IsGiven(result, _namespaces))
            {
                result.AddError("--all-namespaces and --namespace contradict each other; give one of them.");
            }

            // An empty value is an unset variable of a script, and must not come to mean all namespaces.
            if (IsGiven(result, _namespaces) && result.GetValue(_namespaces) is null or { Length: 0 })
            {
                result.AddError("--namespace: '' is no namespace; give a name, or leave the option out for all.");
            }
        });
    }

    /// <summary>The namespaces asked for, sorted; none means all.</summary>
    public IReadOnlyList<string> Read(ParseResult result) =>
        [.. (result.GetValue(_namespaces) ?? []).Distinct().Order(StringComparer.Ordinal)];
}
