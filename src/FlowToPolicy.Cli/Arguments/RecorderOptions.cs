using System.CommandLine;
using FlowToPolicy.Cli.Serving;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>How <c>observe --follow</c> records: <c>--store</c>, <c>--retain</c>, <c>--metrics</c> and <c>--log-format</c>.</summary>
internal sealed class RecorderOptions : OptionGroup
{
    private readonly Option<string?> _store;
    private readonly Option<TimeSpan?> _retain;
    private readonly Option<MetricsAddress?> _metrics;
    private readonly Option<string> _log;

    /// <summary>The options.</summary>
    public RecorderOptions()
    {
        _store = Text("--store", "FILE", "With --follow: record into this file through all breaks of the stream, until Ctrl-C. Without: take what it holds, and what the rings add [default: in $XDG_STATE_HOME/flow2policy, named for the kube context or the server]");
        _retain = Parsed<TimeSpan?>("--retain", "DURATION", "With --follow: delete what is older than this, e.g. 30d [default: keep all]", TryRetain, "a duration from 1h such as 30d");
        _metrics = Parsed<MetricsAddress?>("--metrics", "[ADDRESS:]PORT", "With --follow: serve /metrics (Prometheus) and /healthz here; for this machine alone unless an address is given, 0.0.0.0 for all.", MetricsAddress.TryParse, "a port such as 9464, or an address and a port such as 0.0.0.0:9464");
        _log = Choice("--log-format", "With --follow: how is written what happens, to standard error.", ["lines", "json"]);
    }

    /// <summary>Adds the options and the check that they go together.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            StoreOption.RefuseEmpty(result, _store);
            if (((Option[])[_retain, _metrics, _log]).FirstOrDefault(o => IsGiven(result, o)) is { } option && !result.GetValue<bool>("--follow"))
            {
                result.AddError($"{option.Name} is about recording; give --follow as well.");
            }
        });
    }

    /// <summary>The values.</summary>
    public RecorderSettings Read(ParseResult result) =>
        new(result.GetValue(_store), result.GetValue(_retain), result.GetValue(_metrics), result.GetValue(_log) == "json");

    private static bool TryRetain(string text, out TimeSpan? duration)
    {
        bool isDuration = Durations.TryParse(text, out TimeSpan parsed) && parsed >= TimeSpan.FromHours(1);
        duration = parsed;
        return isDuration;
    }
}

/// <summary>Where it is recorded to.</summary>
/// <param name="Store">The file; null for none.</param>
/// <param name="Retain">How long what was recorded is kept; null for ever.</param>
/// <param name="Metrics">Where metrics are served; null for nowhere.</param>
/// <param name="LogsJson">Whether what happens is written as JSON, one object a line.</param>
internal sealed record RecorderSettings(string? Store, TimeSpan? Retain, MetricsAddress? Metrics, bool LogsJson);
