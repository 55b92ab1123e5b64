using System.CommandLine;
using FlowToPolicy.Cli.Output.Validation;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>What policies are validated for, and what becomes of the findings.</summary>
internal sealed class ValidationSettings : OptionGroup
{
    private static readonly ValidationSeverity[] Failing = [ValidationSeverity.Error, ValidationSeverity.Warning];

    private readonly Option<string> _platform;
    private readonly Option<string[]> _flows;
    private readonly Option<string?> _cluster;
    private readonly Option<string?> _namespace;
    private readonly Option<string> _failOn;
    private readonly Option<bool> _fix;

    /// <summary>The options.</summary>
    public ValidationSettings()
    {
        _platform = Choice("--platform", "Where the policies are to run: what a managed offer does not support is an error.", [.. Enum.GetValues<Platform>().Select(ValidationWords.Platform)]);
        _flows = Values("--flows", "PATH", "Recorded flows: their pods show which policies select nobody, their emitter the version. May be given several times.", ArgumentArity.OneOrMore);
        _cluster = Text("--cluster-state", "cluster|DIR", "What the cluster holds, read live or from a folder of 'snapshot': its pods, services and addresses show more mistakes.");
        _namespace = Text("--namespace", "NAMESPACE", "The namespace of policies that name none [default: default]", "-n");
        _failOn = Choice("--fail-on", "Exit with 1 when there is a finding of this severity or above.", [.. Failing.Select(ValidationWords.Severity)]);
        _fix = Switch("--fix", "Apply the safe fixes to the files, and tell what is left. Comments and order stay as they are.");
    }

    /// <summary>The platform.</summary>
    public Platform Platform(ParseResult result) => Enum.GetValues<Platform>().Single(platform => ValidationWords.Platform(platform) == result.GetValue(_platform));

    /// <summary>The recorded flows; none when the reader gave none.</summary>
    public IReadOnlyList<string> Flows(ParseResult result) => result.GetValue(_flows) ?? [];

    /// <summary>Where the cluster's pods and services are read from; null when the reader names no place.</summary>
    public string? ClusterState(ParseResult result) => result.GetValue(_cluster);

    /// <summary>The namespace of policies that name none.</summary>
    public string Namespace(ParseResult result) => result.GetValue(_namespace) is { Length: > 0 } given ? given : "default";

    /// <summary>The mildest severity that makes validation fail.</summary>
    public ValidationSeverity FailOn(ParseResult result) => Failing.Single(severity => ValidationWords.Severity(severity) == result.GetValue(_failOn));

    /// <summary>Whether files are to be mended.</summary>
    public bool Fix(ParseResult result) => result.GetValue(_fix);

    /// <summary>The same while the command line is still being checked.</summary>
    public bool Fix(System.CommandLine.Parsing.CommandResult result) => result.GetValue(_fix);
}
