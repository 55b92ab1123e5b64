using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Output.Validation;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>validate PATH...</c>: what the API server and the agents would refuse of policies, and what is legal and still not what anybody wants.</summary>
internal sealed class ValidateCommand
{
    private readonly PolicyPathsArgument _paths = new();
    private readonly CiliumVersionOption _version = new();
    private readonly ValidationSettings _settings = new();
    private readonly OutputOption _output = new(ValidationFormats.Names);
    private readonly RelayConnectionOptions _relay = new(isOptional: true);
    private readonly KubectlOptions _kubectl = new();
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public ValidateCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("validate", "Say what the API server and Cilium would refuse of policies, and what means something else than it looks like.")
        {
            Examples =
            [
                "flow2policy validate policies/ --cilium-version 1.17 --platform aks",
                "helm template chart/ | flow2policy validate - -o github --fail-on warning",
                "flow2policy validate policies/ --flows hubble-export/ --fix",
            ],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_version, _settings, _output, _kubectl, _relay, _general])
        {
            options.AddTo(Command);
        }

        Command.Validators.Add(result =>
        {
            if (_settings.Fix(result) && _paths.Has(result, PolicyImport.StandardInput))
            {
                result.AddError("--fix changes files, and standard input ('-') is none; give the files.");
            }
        });
        Command.SetAction((result, _) => RunAsync(host, result));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private async Task<int> RunAsync(Host host, ParseResult result)
    {
        GeneralSettings general = _general.Read(result);
        CommunicationGraph? graph = await GraphAsync(host, result, general).ConfigureAwait(false);
        (string? seen, string seenIn) = graph?.CiliumVersion is { } emitter
            ? (emitter, "named by the flows")
            : (await RelayVersion.AskAsync(host, _relay, result).ConfigureAwait(false), "named by the relay");
        (var version, string source) = _version.Read(result, seen, seenIn);
        var options = new ValidationOptions
        {
            Version = version,
            Platform = _settings.Platform(result),
            DefaultNamespace = _settings.Namespace(result),
            Pods = graph is null ? null : Pods(graph),
        };
        if (await ClusterState.ReadAsync(host, _settings.ClusterState(result), _kubectl.Read(result, host.Environment), version, general).ConfigureAwait(false) is { Cluster: { } cluster })
        {
            options = ClusterFacts.AddTo(options, cluster.Inventory);
        }

        ValidationReport report = Validate(host, result, options);
        if (_settings.Fix(result))
        {
            report = Fix(host, result, options, report, general);
        }

        var outcome = new ValidationOutcome(report, options, source);
        ValidationFormats.Of(_output.Read(result)).Write(outcome, host.Terminal);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        if (!general.Quiet && _output.Read(result) != ValidationFormats.Names[0])
        {
            host.Terminal.Note(ValidationWords.Target(outcome));
        }

        return outcome.Open.Any(finding => finding.Severity <= _settings.FailOn(result)) ? ExitCode.No : ExitCode.Done;
    }

    private ValidationReport Validate(Host host, ParseResult result, ValidationOptions options)
    {
        ImportedPolicies read = PolicyImport.Read(_paths.Read(result), host.OpenInput, options.Version);
        ValidationReport report = PolicyValidator.Validate(read, options);
        return report.Documents == 0 && report.Findings.Count == 0
            ? throw new CommandFailure(ExitCode.Input, $"no policy in {string.Join(", ", _paths.Read(result))}{Skipped(read)}.")
            : report;
    }

    private static string Skipped(ImportedPolicies read) =>
        read.Skipped.Count == 0 ? "" : $", only {string.Join(", ", read.Skipped.Select(kind => $"{Words.Number(kind.Value)} {kind.Key}"))}";

    // What was mended is read again, so that nothing is claimed of a file but what it now says.
    private ValidationReport Fix(Host host, ParseResult result, ValidationOptions options, ValidationReport report, GeneralSettings general)
    {
        IReadOnlyList<KeyValuePair<string, int>> mended = PolicyFixes.Apply(report.Findings);
        foreach ((string file, int places) in general.Quiet ? [] : mended)
        {
            host.Terminal.Note($"{file}: {Words.Count(places, "place")} mended");
        }

        return mended.Count == 0 ? report : Validate(host, result, options);
    }

    private async Task<CommunicationGraph?> GraphAsync(Host host, ParseResult result, GeneralSettings general)
    {
        IReadOnlyList<string> paths = _settings.Flows(result);
        if (paths.Count == 0)
        {
            return null;
        }

        var input = new LogInput(host, paths, new TimeWindow(null, null), general);
        (GraphBuilder flows, _) = await FlowReading.ReadAsync(host, input, general).ConfigureAwait(false);
        return GraphChecks.Usable(flows.Build(), general);
    }

    private static LabelSet[] Pods(CommunicationGraph graph) =>
        [.. graph.Ends.Concat(graph.Bystanders).Where(end => end is { Kind: EndKind.Workload, IsHome: true }).SelectMany(end => end.LabelSets).Distinct().Order()];
}
