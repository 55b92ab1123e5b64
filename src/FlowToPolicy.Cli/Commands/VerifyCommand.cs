using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>verify PATH... --policies PLACE</c>: what given policies would do to the traffic that was really seen.</summary>
internal sealed class VerifyCommand
{
    private readonly PathsArgument _paths = new(isOptional: true);
    private readonly StoreOption _store = new();
    private readonly PolicyPlaceOption _policies = new("--policies", "The policies to replay the flows through, all that would be in force together.", isRequired: true);
    private readonly ClusterStateOption _state = new("its services and named ports sharpen what policies from files mean.");
    private readonly KubectlOptions _kubectl = new();
    private readonly WindowOptions _window = new();
    private readonly CiliumVersionOption _version = new();
    private readonly AuthenticationOption _authentication = new();
    private readonly OutputOption _output = new(VerifyFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public VerifyCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("verify", "Replay recorded flows through given policies, and say what they would deny, where and why.")
        {
            Examples =
            [
                "flow2policy verify hubble-export/ --policies policies/",
                "flow2policy verify hubble-export/ --policies cluster --context prod",
                "kustomize build overlays/prod | flow2policy verify hubble-export/ --policies - -o markdown",
            ],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_policies, _state, _kubectl, _store, _window, _version, _authentication, _output, _general])
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
        IFlowInput input = FlowInputs.Of(host, Command.Name, _paths.Read(result), _store.Read(result), _window.Read(result, host.Clock.GetUtcNow()), general);
        (GraphBuilder flows, InputAccount account) = await stages.RunAsync("read", () => FlowReading.ReadAsync(host, input, general)).ConfigureAwait(false);
        CommunicationGraph graph = stages.Run("fold", () => GraphChecks.Usable(flows.Build(), general));
        (var version, string versionSource) = _version.Read(result, graph.CiliumVersion, "named by the flows");
        GivenPolicies policies = await stages.RunAsync(
            "policies", () => PolicyReading.ReadAsync(host, _policies.Read(result), _kubectl.Read(result, host.Environment), version, general)).ConfigureAwait(false);
        PlaceContents? state = await ClusterState.ReadAsync(host, _state.Read(result), _kubectl.Read(result, host.Environment), version, general).ConfigureAwait(false);
        VerificationOptions seen = VerificationOptions.For(graph, version);
        EvaluationOptions sharper = policies.Sharpen(seen.Evaluation);
        VerificationOptions options = seen with { Evaluation = state?.Sharpen(sharper) ?? sharper, AuthenticationWorks = _authentication.Read(result) };
        VerificationResult verification = stages.Run("verify", () => Verifier.Verify(graph, policies.Set, options));
        IReadOnlyList<KnownPod> pods = InventoryPods.Of(
            state?.Cluster ?? policies.Contents.Select(place => place.Cluster).FirstOrDefault(cluster => cluster is not null), options.Evaluation);
        var outcome = new VerifyOutcome(graph, verification, policies.Set.Policies.Count, policies.Source, versionSource, general.Verbose)
        {
            Account = account,
            LeftOut = policies.LeftOut,
            Usage = stages.Run("usage", () => UsageAnalysis.Of(graph, policies.Set, pods, options, verification.Verdicts)),
        };
        VerifyFormats.Of(_output.Read(result)).Write(outcome, host.Terminal);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        Accounts.Tell(host.Terminal, graph, general);
        return verification.Holds ? ExitCode.Done : ExitCode.No;
    }
}
