using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output.Diffing;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>diff [PATH...] --existing A --proposed B</c>: which connections one policy set lets through and another does not.</summary>
internal sealed class DiffCommand
{
    private readonly PathsArgument _paths = new(isOptional: true);
    private readonly StoreOption _store = new();
    private readonly PolicyPlaceOption _existing = new("--existing", "The policies to compare from: those in force.", isRequired: true);
    private readonly PolicyPlaceOption _proposed = new("--proposed", "The policies to compare to; left out, those that 'propose' makes of the flows.");
    private readonly ClusterStateOption _state = new("its services and named ports sharpen what policies from files mean.");
    private readonly KubectlOptions _kubectl = new();
    private readonly DiffOptions _diff = new();
    private readonly WindowOptions _window = new();
    private readonly SelectionOptions _selection = new("Propose policies for these namespaces only, when --proposed is left out.");
    private readonly ProposalSettings _proposal = new();
    private readonly CiliumVersionOption _version = new();
    private readonly AuthenticationOption _authentication = new();
    private readonly OutputOption _output = new(DiffFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public DiffCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("diff", "Compare two sets of policies by the connections that they let through.")
        {
            Examples =
            [
                "flow2policy diff hubble-export/ --existing cluster",
                "flow2policy diff hubble-export/ --existing main/policies --proposed policies -o markdown --fail-on breaks,opens",
                "flow2policy diff --existing main/policies --proposed policies --exit-code",
            ],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_existing, _proposed, _state, _kubectl, _diff, _store, _window, _selection, _proposal, _version, _authentication, _output, _general])
        {
            options.AddTo(Command);
        }

        Command.SetAction((result, _) => RunAsync(host, result));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private async Task<int> RunAsync(Host host, ParseResult result)
    {
        GeneralSettings general = _general.Read(result);
        var stages = new Stages(host, general.Verbose);
        (CommunicationGraph? graph, InputAccount account) = await GraphAsync(host, result, general, stages).ConfigureAwait(false);
        (var version, string source) = _version.Read(result, graph?.CiliumVersion, "named by the flows");
        Task<GivenPolicies> ReadAsync(PolicyPlaceOption option) =>
            PolicyReading.ReadAsync(host, option.Read(result), _kubectl.Read(result, host.Environment), version, general);
        GivenPolicies existing = await stages.RunAsync("existing", () => ReadAsync(_existing)).ConfigureAwait(false);
        GivenPolicies? proposed = _proposed.IsGiven(result.CommandResult) ? await stages.RunAsync("proposed", () => ReadAsync(_proposed)).ConfigureAwait(false) : null;
        PolicySet before = existing.Set;
        PolicySet after = proposed?.Set ?? stages.Run("proposed", () => Proposed(result, graph!, before));
        PlaceContents? state = await ClusterState.ReadAsync(host, _state.Read(result), _kubectl.Read(result, host.Environment), version, general).ConfigureAwait(false);
        VerificationOptions options = Options(result, graph, version, [.. existing.Contents, .. proposed?.Contents ?? [], .. state is null ? [] : (PlaceContents[])[state]]);
        ConnectionDiffResult connections = stages.Run("connections", () => ConnectionDiff.Compare(before, after, graph, options));
        IReadOnlyList<ObjectChange> objects = stages.Run("objects", () => ObjectDiff.Compare(before, after, options.Evaluation));
        DiffSettings settings = _diff.Read(result);
        if (graph is null && settings.FailOn.Any(kind => kind is ChangeClass.Breaks or ChangeClass.Admits))
        {
            host.Terminal.Note("warning: without flows nothing counts as observed, so nothing can break or be admitted and --fail-on never fails for it; give a PATH or --store.");
        }

        var outcome = new DiffOutcome
        {
            Result = connections,
            Changes = settings.Only.Count == 0 ? connections.Changes : [.. connections.Changes.Where(change => settings.Only.Contains(change.Class))],
            Objects = connections.IsEmpty ? [] : objects,
            Rewritten = connections.IsEmpty ? objects.Count : 0,
            Before = existing.Source,
            After = proposed?.Source ?? "our proposal",
            Target = $"Cilium {version} ({source})",
            HasFlows = graph is not null,
            Account = account,
            LeftOut = [.. existing.LeftOut, .. proposed?.LeftOut ?? []],
            Verbose = general.Verbose,
        };
        DiffFormats.Of(_output.Read(result)).Write(outcome, host.Terminal);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        bool fails = settings.FailOn.Any(kind => connections.Count(kind) > 0) || (settings.ExitCode && !outcome.IsEmpty);
        return fails ? ExitCode.No : ExitCode.Done;
    }

    private async Task<(CommunicationGraph? Graph, InputAccount Account)> GraphAsync(Host host, ParseResult result, GeneralSettings general, Stages stages)
    {
        // Two given sets are compared without flows unless some are named, so that a CI job never depends on a home directory.
        if (_paths.Read(result).Count == 0 && _store.Read(result) is null && _proposed.IsGiven(result.CommandResult))
        {
            return (null, InputAccount.None);
        }

        IFlowInput input = FlowInputs.Of(host, Command.Name, _paths.Read(result), _store.Read(result), _window.Read(result, host.Clock.GetUtcNow()), general);
        (GraphBuilder flows, InputAccount account) = await stages.RunAsync("read", () => FlowReading.ReadAsync(host, input, general)).ConfigureAwait(false);
        return (stages.Run("fold", () => GraphChecks.Usable(flows.Build(), general)), account);
    }

    // What a live cluster or a snapshot tells of services and named ports holds for both sets.
    private VerificationOptions Options(ParseResult result, CommunicationGraph? graph, CiliumVersion version, IReadOnlyList<PlaceContents> places)
    {
        VerificationOptions seen = graph is null ? VerificationOptions.Without(version) : VerificationOptions.For(graph, version);
        EvaluationOptions sharper = places.Aggregate(seen.Evaluation, (options, place) => place.Sharpen(options));
        return seen with { Evaluation = sharper, AuthenticationWorks = _authentication.Read(result) };
    }

    private PolicySet Proposed(ParseResult result, CommunicationGraph graph, PolicySet existing)
    {
        IReadOnlyList<string> namespaces = _selection.Read(result);
        Proposal proposal = ProposalBuilder.Build(GraphChecks.Knows(graph, namespaces), _proposal.Read(result, namespaces));
        return Baseline.InPlaceOf(existing, [.. proposal.Policies.Select(policy => policy.Policy)], namespaces);
    }
}
