using FlowToPolicy.Cli.Output;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;

namespace FlowToPolicy.Cli.Serving;

/// <summary>What a recorder says of itself to Prometheus.</summary>
internal static class RecorderMetrics
{
    private const string Prefix = "flow2policy_recorder_";

    /// <summary>The page.</summary>
    /// <param name="counters">What the recorder has done.</param>
    /// <param name="store">The store's file.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="edges">Its distinct edges.</param>
    public static string Page(RecordingCounters counters, string store, long bytes, long edges)
    {
        PrometheusText text = new PrometheusText()
            .Head(Prefix + "info", "The recorder: its version and its store.", "gauge")
            .Sample(Prefix + "info", 1, ("version", ToolVersion.Number), ("store", store))
            .Counter(Prefix + "flows_total", "Flows received and counted, each once.", counters.Flows)
            .Counter(Prefix + "repeated_flows_total", "Flows that came again and were not counted again.", counters.Repeated)
            .Head(Prefix + "lost_events_total", "Events that nodes lost before they could be sent, by where they were lost.", "counter");
        for (LossSource source = 0; source < LossSource.Recorder; source++)
        {
            text.Sample(Prefix + "lost_events_total", counters.LostBySource.GetValueOrDefault(source), ("source", Words.Kebab(source.ToString())));
        }

        return text
            .Counter(Prefix + "dropped_flows_total", "Flows that this recorder had to give up.", counters.Dropped)
            .Counter(Prefix + "received_bytes_total", "Bytes of messages received.", counters.Bytes)
            .Counter(Prefix + "reconnects_total", "Streams that were opened after the first one.", Math.Max(0, counters.Streams - 1))
            .Gauge(Prefix + "connected", "Whether a stream is open.", counters.Connected ? 1 : 0)
            .Gauge(Prefix + "nodes", "Nodes that are known.", counters.Nodes)
            .Gauge(Prefix + "last_flow_timestamp_seconds", "When the last flow came, by this machine's clock; 0 when none did.", Seconds(counters.LastFlow))
            .Counter(Prefix + "batches_committed_total", "Batches that were written to the store.", counters.Writes)
            .Counter(Prefix + "batches_failed_total", "Tries to write a batch that failed; each is tried again.", counters.FailedWrites)
            .Gauge(Prefix + "last_commit_timestamp_seconds", "When the last batch was written; 0 when none was.", Seconds(counters.LastWrite))
            .Gauge(Prefix + "store_bytes", "Size of the store with its log.", bytes)
            .Gauge(Prefix + "store_edges", "Distinct edges in the store.", edges)
            .ToString();
    }

    private static double Seconds(DateTimeOffset? time) => time is { } known ? known.ToUnixTimeMilliseconds() / 1000.0 : 0;
}
