using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output.Explaining;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>explain SRC DST [PORT]</c> and <c>explain POLICY</c>: why a connection is or is not let through, and what a policy is good for.</summary>
internal sealed class ExplainCommand
{
    private readonly ExplainArguments _arguments = new();
    private readonly PolicyPlaceOption _policies = new("--policies", "The policies in force.", isRequired: true);
    private readonly ClusterStateOption _state = new("its pods are ends that can be asked about, though the policies come from files.");
    private readonly StoreOption _store = new("A store with what was recorded, beside --flows or in their place; it tells whether an absence is believable.");
    private readonly WindowOptions _window = new();
    private readonly KubectlOptions _kubectl = new();
    private readonly CiliumVersionOption _version = new();
    private readonly AuthenticationOption _authentication = new();
    private readonly OutputOption _output = new(ExplainFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public ExplainCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("explain", "Say why a connection is or is not let through and what would change that, or what a policy does and who uses it.")
        {
            Examples =
            [
                "flow2policy explain shop/web shop/db 5432 --policies policies/ --flows hubble-export/",
                "flow2policy explain shop/web api.example.com --policies cluster --context prod",
                "flow2policy explain entity:world ingress-nginx/controller 443/TCP --policies snapshot/ -o markdown",
                "flow2policy explain shop/web-egress --policies policies/ --flows hubble-export/",
            ],
        };
        foreach (OptionGroup options in (OptionGroup[])[_arguments, _policies, _state, _store, _window, _kubectl, _version, _authentication, _output, _general])
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
        GivenPolicies policies = await stages.RunAsync("policies", () => PolicyReading.ReadAsync(
            host, _policies.Read(result), _kubectl.Read(result, host.Environment), version, general)).ConfigureAwait(false);
        VerificationOptions options = graph is null ? VerificationOptions.Without(version) : VerificationOptions.For(graph, version);
        PlaceContents? state = await ClusterState.ReadAsync(host, _state.Read(result), _kubectl.Read(result, host.Environment), version, general).ConfigureAwait(false);
        EvaluationOptions sharper = policies.Sharpen(options.Evaluation);
        options = options with { Evaluation = state?.Sharpen(sharper) ?? sharper, AuthenticationWorks = _authentication.Read(result) };
        ClusterContents? cluster = state?.Cluster ?? policies.Contents.Select(place => place.Cluster).FirstOrDefault(known => known is not null);
        IReadOnlyList<KnownPod> pods = InventoryPods.Of(cluster, options.Evaluation);
        IReadOnlyList<string> words = _arguments.Words(result);
        var outcome = new ExplainOutcome
        {
            Connection = words.Count > 1 ? stages.Run("explain", () => Connection(words, graph, policies.Set, pods, options)) : null,
            Policy = words.Count == 1 ? stages.Run("explain", () => Policy(words[0], graph, policies.Set, pods, options)) : null,
            Graph = graph,
            Account = account,
            Policies = policies.Set.Policies.Count,
            Source = policies.Source,
            Target = $"Cilium {version} ({source})",
            Verbose = general.Verbose,
        };
        ExplainFormats.Of(_output.Read(result)).Write(outcome, host.Terminal);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<(CommunicationGraph? Graph, InputAccount Account)> GraphAsync(Host host, ParseResult result, GeneralSettings general, Stages stages)
    {
        IReadOnlyList<string> paths = _arguments.Flows(result);
        string? store = _store.Read(result);
        if (paths.Count == 0 && store is null)
        {
            return (null, InputAccount.None);
        }

        IFlowInput input = FlowInputs.Of(host, Command.Name, paths, store, _window.Read(result, host.Clock.GetUtcNow()), general);
        (GraphBuilder flows, InputAccount account) = await stages.RunAsync("read", () => FlowReading.ReadAsync(host, input, general)).ConfigureAwait(false);
        return (stages.Run("fold", () => GraphChecks.Usable(flows.Build(), general)), account);
    }

    private static ConnectionExplanation Connection(
        IReadOnlyList<string> words, CommunicationGraph? graph, PolicySet set, IReadOnlyList<KnownPod> pods, VerificationOptions options)
    {
        var resolver = new EndResolver(graph, pods, options.Evaluation);
        ExplainedEnd client = End(resolver, "SRC", words[0]), server = End(resolver, "DST", words[1]);
        AskedPort? port = words.Count == 3 && AskedPort.TryParse(words[2], out AskedPort asked) ? asked : null;
        return new ConnectionExplainer(graph, set, options) { Pods = pods }.Explain(client, server, port);
    }

    private static ExplainedEnd End(EndResolver resolver, string which, string text)
    {
        EndAnswer answer = resolver.Find(text);
        return answer.End ?? throw new CommandFailure(
            ExitCode.Input,
            $"{which} '{text}': {answer.Problem}{(answer.Suggestions.Count == 0 ? "" : $"; did you mean {string.Join(", ", answer.Suggestions)}?")}");
    }

    private static PolicyExplanation Policy(string name, CommunicationGraph? graph, PolicySet set, IReadOnlyList<KnownPod> pods, VerificationOptions options)
    {
        IReadOnlyList<Policy> found = PolicyExplainer.Named(set, name);
        if (found.Count == 1)
        {
            return PolicyExplainer.Explain(found[0], set, graph, pods, options);
        }

        IEnumerable<string> names = found.Count > 1
            ? found.Select(policy => $"{PolicyExplainer.NameOf(policy)} ({policy.Position})")
            : NearNames.Of(name, set.Policies.Select(policy => policy.Namespace.Length == 0 ? policy.Name : $"{policy.Namespace}/{policy.Name}"));
        string list = string.Join(", ", names.Take(10));
        throw new CommandFailure(
            ExitCode.Input,
            found.Count > 1 ? $"POLICY '{name}': several policies have this name: {list}; name one of them in full."
            : $"POLICY '{name}': no such policy among {set.Policies.Count}{(list.Length == 0 ? "" : $"; did you mean {list}?")}");
    }
}
