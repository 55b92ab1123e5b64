using System.Text.Json;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>Every form in which logs of Hubble come. The flow inside is the same, so the reading must be.</summary>
public class EnvelopeTests
{
    private const string Inner =
        """{"time":"2026-03-01T10:00:00.5Z","verdict":"FORWARDED","IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":40001,"destination_port":80,"flags":{"SYN":true}}},"source":{"identity":7,"namespace":"shop","labels":["k8s:app=web"],"pod_name":"web"},"destination":{"namespace":"shop","pod_name":"cart"},"Type":"L3_L4","node_name":"n1","is_reply":false}""";

    private const string Line = "{\"flow\":" + Inner + ",\"node_name\":\"n1\",\"time\":\"2026-03-01T10:00:00.5Z\"}";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string Expected = Assert.Single(Reading.OfText(Line + "\n").Flows);

    private static readonly string Quoted = JsonSerializer.Serialize(Line + "\n");

    public static TheoryData<string, string> Forms => new()
    {
        { "exporter and hubble -o json", Line },
        { "flow alone", "{\"flow\":" + Inner + "}" },
        { "no envelope", Inner },
        { "another order of keys", "{\"time\":\"2026-03-01T10:00:00.5Z\",\"node_name\":\"n1\",\"flow\":" + Inner + "}" },
        { "blanks around", "  \t" + Line + " \t" },
        { "docker", "{\"log\":" + Quoted + ",\"stream\":\"stdout\",\"time\":\"2026-03-01T10:00:01Z\"}" },
        { "fluent-bit", "{\"date\":1772359200.1,\"source\":\"tail\",\"log\":" + Quoted + ",\"kubernetes\":{\"pod_name\":\"x\"}}" },
        { "docker around docker", "{\"log\":" + JsonSerializer.Serialize("{\"log\":" + Quoted + "}\n") + "}" },
        { "CRI", "2026-03-01T10:00:01.123456789Z stdout F " + Line },
        { "CRI with an offset", "2026-03-01T10:00:01.123456789+01:00 stdout F " + Line },
        { "CRI in docker", "{\"log\":" + JsonSerializer.Serialize("2026-03-01T10:00:01Z stdout F " + Line) + "}" },
        { "CRI in pieces", "2026-03-01T10:00:01Z stdout P " + Line[..50] + "\n2026-03-01T10:00:01Z stdout P " + Line[50..90] + "\n2026-03-01T10:00:01Z stdout F " + Line[90..] },
        { "kubectl logs --prefix", "[pod/cilium-x7/cilium-agent] " + Line },
        { "kubectl logs --timestamps", "2026-03-01T10:00:01Z " + Line },
        { "array in one line", "[" + Line + "]" },
        { "array, an element a line", "[\n" + Line + "\n]" },
        { "array, broken over lines", Pretty("[" + Line + "]") },
        { "object over many lines", Pretty(Line) },
        { "object over many lines, flow alone", Pretty("{\"flow\":" + Inner + "}") },
        { "byte order mark", "\uFEFF" + Line },
        { "byte order mark before an array", "\uFEFF[\n" + Line + "]" },
        { "carriage returns", Line + "\r" },
        { "array with carriage returns", Pretty("[" + Line + "]").Replace("\n", "\r\n", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_flow_is_the_same_in_every_form(string form, string text)
    {
        Reading reading = Reading.OfText(text + "\n");
        Assert.Empty(reading.Problems);
        Assert.True(Expected == Assert.Single(reading.Flows), form);
        Assert.Empty(reading.Sink.Skips);
    }

    [Fact]
    public void Pieces_of_two_streams_may_lie_between_each_other()
    {
        Reading reading = Reading.OfText(
            $"""
            2026-03-01T10:00:01Z stdout P {Line[..50]}
            2026-03-01T10:00:01Z stderr P level=info
            2026-03-01T10:00:01Z stderr F  msg=hello
            2026-03-01T10:00:01Z stdout F {Line[50..]}

            """);
        Assert.Equal(Expected, Assert.Single(reading.Flows));
        Assert.Equal([SkipReason.OtherText], reading.Sink.Skips);
    }

    [Fact]
    public void Docker_breaks_lines_of_16_KiB_and_they_are_joined_again()
    {
        string label = new('x', 40_000);
        string line = Line.Replace("k8s:app=web", label, StringComparison.Ordinal) + "\n";
        string expected = Assert.Single(Reading.OfText(line).Flows);
        var pieces = line.Chunk(16 * 1024).Select(c => "{\"log\":" + JsonSerializer.Serialize(new string(c)) + "}\n");
        Assert.Equal(expected, Assert.Single(Reading.OfText(string.Concat(pieces)).Flows));
    }

    [Fact]
    public void Log_lines_of_the_agent_between_flows_are_other_text()
    {
        Reading reading = Reading.OfText(
            $$"""
            2026-03-01T10:00:01Z stdout F level=info msg="Policy updated" subsys=policy
            2026-03-01T10:00:01Z stdout F {"level":"info","msg":"Policy updated"}
            2026-03-01T10:00:01Z stdout F {{Line}}
            2026-03-01T10:00:01Z stdout F [not an array]
            2026-03-01T10:00:01Z stdout F
            level=info msg="without a prefix"

            """);
        Assert.Equal(Expected, Assert.Single(reading.Flows));
        Assert.Equal(
            [SkipReason.OtherText, SkipReason.OtherText, SkipReason.OtherText, SkipReason.Blank, SkipReason.OtherText],
            reading.Sink.Skips);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void The_envelope_gives_time_and_node_when_the_flow_does_not()
    {
        Reading reading = Reading.OfText("""{"flow":{"verdict":"DROPPED"},"node_name":"n9","time":"2026-03-01T10:00:00Z"}""");
        Assert.Contains("639079560000000000", reading.Flows[0], StringComparison.Ordinal);
        Assert.Contains("node=n9", reading.Flows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_are_kept_as_what_they_are()
    {
        Reading reading = Reading.OfText(
            $$$"""
            {{{Line}}}
            {"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"17"},"node_name":"n1","time":"2026-03-01T10:00:21Z"}
            {"source":"PERF_EVENT_RING_BUFFER","num_events_lost":5,"node_name":"n2"}
            {"node_status":{"state_change":"NODE_ERROR","node_names":["n1","n2"],"message":"refused"}}
            {"agent_event":{"type":"IPCACHE_UPSERTED"}}
            {"debug_event":{"type":"DBG_GENERIC"}}

            """);
        long time = new DateTime(2026, 3, 1, 10, 0, 21, DateTimeKind.Utc).Ticks;
        Assert.Equal(
            [new LostEvents(LostEventSource.HubbleRingBuffer, 17, "n1", time), new LostEvents(LostEventSource.PerfEventRingBuffer, 5, "n2", 0)],
            reading.Sink.LostEvents);
        NodeStatus status = Assert.Single(reading.Sink.Statuses);
        Assert.Equal((NodeState.Error, "refused"), (status.State, status.Message));
        Assert.Equal(["n1", "n2"], status.Nodes);
        Assert.Equal(
            [SkipReason.LostEvents, SkipReason.LostEvents, SkipReason.NodeStatus, SkipReason.AgentEvent, SkipReason.DebugEvent],
            reading.Sink.Skips);
    }

    [Fact]
    public void Events_that_lost_the_line_break_between_them_are_two_events()
    {
        Reading reading = Reading.OfText(Reading.Flow(1) + Reading.Flow(2) + " " + Reading.Flow(3) + "\n");
        Assert.Equal(Reading.OfText(Reading.Lines(3)).Flows, reading.Flows);
    }

    [Fact]
    public void An_array_may_hold_anything_and_lines_may_follow_it()
    {
        string text = "[" + Reading.Flow(1) + ",\n\n 7, \"a,b\", null, [1,[2]], " + Pretty(Reading.Flow(2)) + "]\n" + Reading.Flow(3) + "\n[]\n[ ]\n";
        Reading reading = Reading.OfText(text);
        Assert.Equal(Reading.OfText(Reading.Lines(3)).Flows, reading.Flows);
        Assert.All(reading.Sink.Skips, reason => Assert.True(reason is SkipReason.NotAFlow or SkipReason.Damaged));
        Assert.Contains("standard input:3: no flow: no JSON object; it is left out; only what Hubble writes is read", reading.Problems);
    }

    [Fact]
    public void Counters_of_aggregated_lines_add_up()
    {
        Reading reading = Reading.OfText(
            """
            {"flow":{"verdict":"FORWARDED","aggregate":{"ingress_flow_count":2,"egress_flow_count":40,"unknown_direction_flow_count":1}}}
            {"flow":{"verdict":"FORWARDED","extensions":{"@type":"type.googleapis.com/x","ingress_flow_count":"3","egress_flow_count":4}}}

            """);
        Assert.Contains("aggregate=43 ", reading.Flows[0], StringComparison.Ordinal);
        Assert.Contains("aggregate=7 ", reading.Flows[1], StringComparison.Ordinal);
    }

    private static string Pretty(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document, Indented);
    }
}
