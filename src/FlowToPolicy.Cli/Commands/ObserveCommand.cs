using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Recording;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>observe</c>: the same as <c>analyze</c>, from Hubble Relay; with <c>--follow</c> it records first.</summary>
internal sealed class ObserveCommand
{
    private readonly RelayConnectionOptions _relay = new();
    private readonly WayOptions _way = new();
    private readonly WindowOptions _window = new();
    private readonly StreamOptions _stream = new();
    private readonly RecorderOptions _recorder = new();
    private readonly SelectionOptions _selection = new("Ask for flows with an end in these namespaces, and propose policies for these only.");
    private readonly ProposalSettings _proposal = new();
    private readonly PolicyPlaceOption _existing = PolicyPlaceOption.Existing();
    private readonly KubectlOptions _kubectl = new();
    private readonly AuthenticationOption _authentication = new();
    private readonly DirectoryOptions _directory = new();
    private readonly OutputOption _output = new(OutcomeFormats.Report.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public ObserveCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("observe", "Read flows from Hubble Relay, or record them for weeks (--follow), say who talks to whom, propose policies for it, and prove them.")
        {
            Examples =
            [
                "kubectl -n kube-system port-forward service/hubble-relay 4245:80 & flow2policy observe --follow",
                "flow2policy observe --server tls://localhost:4245 --tls-server-name instance.hubble-relay.cilium.io --tls-ca-cert-files ca.crt",
                "flow2policy observe --since 1h -n shop --output-dir policies",
                "flow2policy observe --follow --retain 30d --port-forward --tls-from-secret kube-system/hubble-relay-client-certs",
                "flow2policy observe --since 14d --port-forward",
            ],
        };
        foreach (OptionGroup options in (OptionGroup[])[_relay, _way, _window, _stream, _recorder, _selection, _proposal, _existing, _kubectl, _authentication, _directory, _output, _general])
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
        RelayOptions relay = RelaySettings.Read(_relay.Flags(result), _relay.ConfigFile(result), host.Environment);
        FlowRequest request = Request(result, _window.Read(result, host.Clock.GetUtcNow()), _stream.Read(result));
        RecorderSettings recorder = _recorder.Read(result);
        WaySettings settings = _way.Read(result);
        KubectlSettings kubectl = _kubectl.Read(result, host.Environment);
        string selection = AskedFlows.Of(request);
        using var way = new RelayWay(relay, settings, kubectl);
        if (!request.Follow)
        {
            string? recorded = recorder.Store ?? await RelayStore.RecordedAsync(host, relay, settings, kubectl, selection, host.Interruption.StopReading).ConfigureAwait(false);
            RelayOptions open = await way.OpenAsync(anew: false, host.Interruption.StopReading).ConfigureAwait(false);
            IFlowInput input = recorded is null ? new RelayInput(open, request, general) : new StoreAndRingsInput(recorded, open, request, host.Clock);
            return await AnalyzeAsync(host, result, general, request, input, recorded).ConfigureAwait(false);
        }

        string store = recorder.Store ?? await RelayStore.ToRecordAsync(host, relay, settings, kubectl, selection, host.Interruption.StopReading).ConfigureAwait(false);

        // Once beforehand, so that a kubectl that is missing or refuses ends the command instead of being tried for ever.
        await way.OpenAsync(anew: false, host.Interruption.StopReading).ConfigureAwait(false);
        bool hasFlows = await RecordingRun.ExecuteAsync(host, new RecordingSource(way.OpenAgainAsync, request), recorder with { Store = store }, general).ConfigureAwait(false);
        if (host.Interruption.WasTerminated)
        {
            // Whoever manages services wants an end, not a report.
            return ExitCode.Done;
        }

        if (!hasFlows)
        {
            host.Terminal.Note("Nothing was recorded, so there is nothing to analyse; 'flow2policy doctor' with the same options says what is in the way.");
            return ExitCode.Done;
        }

        var asked = new AskedWindow(request.Since, request.Until, host.Clock);
        return await AnalyzeAsync(host, result, recorder.LogsJson ? general with { Quiet = true } : general, request, new StoreInput(store, asked, host.Clock), store).ConfigureAwait(false);
    }

    private async Task<int> AnalyzeAsync(Host host, ParseResult result, GeneralSettings general, FlowRequest request, IFlowInput input, string? store)
    {
        var settings = new RunSettings(
            general,
            _proposal.Read(result, request.Namespaces),
            request.Pods.Count == 0 ? [] : request.ToFilter().Patterns,
            _directory.Read(result),
            OutcomeFormats.Report.Of(_output.Read(result)))
        {
            Existing = await ExistingReading.ReadAsync(host, _existing.Read(result), _kubectl.Read(result, host.Environment), general).ConfigureAwait(false),
            AuthenticationWorks = _authentication.Read(result),
        };
        Outcome outcome = await ProposalRun.ExecuteAsync(host, input, settings).ConfigureAwait(false);
        if (store is null)
        {
            Shortfall.Tell(host.Terminal, general, request.Since, outcome.Graph.Window);
        }

        NextCommand.Suggest(host.Terminal, general, outcome, []);
        return ExitCode.Done;
    }

    private FlowRequest Request(ParseResult result, TimeWindow window, StreamSettings stream)
    {
        var request = new FlowRequest
        {
            Since = window.SinceTicks,
            Until = window.UntilTicks,
            Follow = stream.Follow,
            Last = stream.Last,
            First = stream.First,
            Namespaces = _selection.Read(result),
            Pods = stream.Pods,
        };
        if (request.Follow && request.Last > 0)
        {
            throw new CommandFailure(ExitCode.Usage, "--last and --follow cannot be combined: all that the nodes still hold is recorded first; say --since for less.");
        }

        return request.Conflict is { } conflict ? throw new CommandFailure(ExitCode.Usage, $"{conflict}.") : request;
    }
}
