using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Output.Diagnosis;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>doctor [PATH...]</c>: what stands between this machine, or a log, and a good recording.</summary>
internal sealed class DoctorCommand
{
    private readonly PathsArgument _paths = new(isOptional: true);
    private readonly WindowOptions _window = new();
    private readonly RelayConnectionOptions _relay = new();
    private readonly WayOptions _way = new();
    private readonly KubectlOptions _kubectl = new();
    private readonly StoreOption _store = new("The store that is to be recorded to: whether it is writable and has room [default: where 'observe --follow' would record to]");
    private readonly OutputOption _output = new(DoctorFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public DoctorCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("doctor", "Say what stands between this machine and a good recording, or, with a PATH, what recorded flows allow and rule out. Each with its cure. Exits 1 when a check fails.")
        {
            Examples =
            [
                "flow2policy doctor --port-forward --tls-from-secret kube-system/hubble-relay-client-certs --store prod.db",
                "flow2policy doctor hubble-export/",
                "flow2policy doctor events.log -o json",
            ],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_window, _relay, _way, _kubectl, _store, _output, _general])
        {
            options.AddTo(Command);
        }

        Command.Validators.Add(result =>
        {
            bool isLog = result.GetValue((Argument<string[]>)_paths.Argument) is { Length: > 0 };
            OptionGroup[] others = isLog ? [_relay, _way, _kubectl, _store] : [_window];
            if (Command.Options.Where(o => others.Any(g => g.Has(o))).FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } option)
            {
                result.AddError(isLog ? $"{option.Name} is about a relay; leave the PATH or the option out." : $"{option.Name} is about recorded flows; give a PATH.");
            }
        });
        Command.SetAction((result, _) => RunAsync(host, result));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private async Task<int> RunAsync(Host host, ParseResult result)
    {
        (string subject, IReadOnlyList<CheckResult> results) = _paths.Read(result) is { Count: > 0 } paths
            ? await ExamineLogAsync(host, result, paths).ConfigureAwait(false)
            : await ExamineRelayAsync(host, result).ConfigureAwait(false);
        DoctorFormats.Write(_output.Read(result), host.Terminal, subject, results);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        return results.Any(r => r.State == CheckState.Failing) ? ExitCode.No : ExitCode.Done;
    }

    private async Task<(string Subject, IReadOnlyList<CheckResult> Results)> ExamineLogAsync(Host host, ParseResult result, IReadOnlyList<string> paths)
    {
        GeneralSettings general = _general.Read(result);
        var census = new FlowCensus();
        var input = new LogInput(host, paths, _window.Read(result, host.Clock.GetUtcNow()), general);
        await FlowReading.ReadAsync(host, input, general, census).ConfigureAwait(false);
        string subject = (paths is ["-"] ? "standard input" : string.Join(", ", paths))
            + (census.First == 0 ? "" : $": {Words.TimeToSecond(census.First)} to {Words.TimeToSecond(census.Last)}");
        return (subject, FlowChecks.Examine(census));
    }

    private async Task<(string Subject, IReadOnlyList<CheckResult> Results)> ExamineRelayAsync(Host host, ParseResult result)
    {
        RelayOptions relay = RelaySettings.Read(_relay.Flags(result), _relay.ConfigFile(result), host.Environment);
        WaySettings settings = _way.Read(result);
        KubectlSettings kubectl = _kubectl.Read(result, host.Environment);
        using var way = new RelayWay(relay, settings, kubectl);
        string? store = _store.Read(result) ?? await RelayStore.PathAsync(host, relay, settings, kubectl, selection: "", host.Interruption.BreakOff).ConfigureAwait(false);
        return await RelayDoctor.ExamineAsync(host, way, relay, store).ConfigureAwait(false);
    }
}
