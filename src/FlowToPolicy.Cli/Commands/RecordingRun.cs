using System.Runtime.InteropServices;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Serving;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>observe --follow</c>: records until it is told to stop. What it says goes to standard error, a line for each event.</summary>
internal static class RecordingRun
{
    /// <summary>Records; the first signal ends it in good order. A store that was made for it and holds nothing in the end is taken away again.</summary>
    /// <returns>Whether the store holds flows.</returns>
    /// <exception cref="OperationCanceledException">The second signal broke it off; what was written before is whole.</exception>
    public static async Task<bool> ExecuteAsync(Host host, RecordingSource source, RecorderSettings settings, GeneralSettings general)
    {
        var log = new RecorderLog(host, settings.LogsJson, general.Quiet);
        bool isNew = !File.Exists(settings.Store);
        using WindowStore store = WindowStore.OpenToRecord(settings.Store!, host.Clock);
        try
        {
            RecordingCounters counters = await RecordAsync(host, source, settings, log, store).ConfigureAwait(false);
            log.Say("end", $"{Words.Count(counters.Flows, "flow")} recorded from {Words.Count(counters.Nodes, "node")}, {Words.Number(counters.Repeated)} repeated ones left out, "
                + $"{Words.Count(counters.Lost, "event")} lost by nodes, {Words.Count(counters.Dropped, "flow")} given up");
            return store.Edges > 0;
        }
        finally
        {
            if (isNew && store.IsEmpty)
            {
                store.Delete();
            }
        }
    }

    private static async Task<RecordingCounters> RecordAsync(Host host, RecordingSource source, RecorderSettings settings, RecorderLog log, WindowStore store)
    {
        store.Select(AskedFlows.Of(source.Request));
        var keeping = new StoreKeeping(store, settings.Retain, host.Clock, text => log.Say("store", text));
        var options = new RecordingOptions
        {
            Clock = host.Clock,
            Tell = notice => log.Say(Words.Kebab(notice.Kind.ToString()), notice.Text),
            IsFinal = StoreKeeping.IsFinal,
        };
        using var loop = new RecordingLoop(source, options, store.Marks(), keeping.Commit);
        using MetricsServer? server = Serve(settings, loop, store, keeping, host.Clock);
        log.Say("start", $"recording into {store.Path}; Ctrl-C ends it and analyses what the store holds{(settings.Metrics is null ? "" : $"; metrics are on http://{settings.Metrics}/metrics")}");
        using (host.Interruption.Reading())
        using (OnHangup(() => loop.ReloadCertificatesAsync(host.Interruption.StopReading)))
        {
            await loop.RunAsync(host.Interruption.StopReading, host.Interruption.BreakOff).ConfigureAwait(false);
        }

        return loop.Counters;
    }

    private static MetricsServer? Serve(RecorderSettings settings, RecordingLoop loop, WindowStore store, StoreKeeping keeping, TimeProvider clock)
    {
        DateTimeOffset started = clock.GetUtcNow();
        return settings.Metrics is null ? null : MetricsServer.Start(
            settings.Metrics,
            () => RecorderMetrics.Page(loop.Counters, store.Path, store.Bytes, keeping.Edges),
            () => RecordingHealth.Problem(loop.Counters, started, clock.GetUtcNow()));
    }

    /// <summary>SIGHUP, by which services are told to read their files again; there is none on Windows.</summary>
    private static PosixSignalRegistration? OnHangup(Func<Task> reload) => OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        _ = reload();
    });
}
