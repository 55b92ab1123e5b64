using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--cluster-state</c>: the cluster that policies from files are meant for.</summary>
internal sealed class ClusterStateOption : OptionGroup
{
    private readonly Option<string?> _place;

    /// <summary>The option.</summary>
    /// <param name="use">What the cluster's state is good for.</param>
    public ClusterStateOption(string use) =>
        _place = Text("--cluster-state", "cluster|DIR", $"What the cluster holds, read live or from a folder of 'snapshot': {use}");

    /// <summary>The place; null when the reader gave none.</summary>
    public string? Read(ParseResult result) => result.GetValue(_place);
}
