using System.Text;
using FlowToPolicy.Tests.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>The fast path reads what the plain one reads, takes nearly all of real logs, and leaves the rest alone.</summary>
public class UsualLineTests
{
    private const string Head = "{\"flow\":{\"time\":\"2026-03-01T10:00:00.123456789Z\",\"uuid\":\"00000000-0000-4000-8000-00000000abcd\",\"verdict\":\"FORWARDED\",";
    private const string Tail = "\"Type\":\"L3_L4\",\"node_name\":\"default/w1\"},\"node_name\":\"default/w1\",\"time\":\"2026-03-01T10:00:00.123456789Z\"}";

    [Theory]
    [InlineData("small", 1)]
    [InlineData("two-weeks", 1)]
    [InlineData("dual-stack", 0.9)]
    [InlineData("use-of-rules", 0.5)]
    public void Real_logs_are_read_alike_and_nearly_all_of_them_fast(string log, double share)
    {
        var both = new BothPaths();
        foreach (string line in Directory.GetFiles(Repository.Fixture(log), "flows.jsonl*").SelectMany(LogLines.Of))
        {
            both.Read(line);
        }

        Assert.True(both.Taken >= both.Lines * share, $"{both.Taken} of {both.Lines}");
    }

    [Fact]
    public void Every_kind_of_event_is_read_alike()
    {
        var both = new BothPaths();
        string[] lines = [.. Directory.GetFiles(Repository.Fixture("samples"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)];
        foreach (string line in lines)
        {
            both.Read(line);
        }

        Assert.True(both.Taken >= 20, $"{both.Taken} of {lines.Length}");
    }

    [Theory]
    [InlineData("""{"flow":{}}""")]
    [InlineData("""{"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"17"},"node_name":"w1","time":"2026-03-01T10:00:21Z"}""")]
    [InlineData("""{"node_name":"w1","flow":{"verdict":"FORWARDED"}}""")]
    [InlineData("""{"flow":{"verdict":"FORWARDED"},"other":1}""")]
    [InlineData("""{"flow":{"verdict":"FORWARDED"}} """)]
    [InlineData("""{"flow":{"verdict":"FORWARDED"}},""")]
    [InlineData("""{"flow": {"verdict":"FORWARDED"}}""")]
    [InlineData("""{"flow":{"verdict":"FORWARDED","uuid":"00000000-0000-4000-8000-00000000abcd"}}""")]
    [InlineData("""{"flow":{"verdict":"FORWARDED","verdict":"DROPPED"}}""")]
    [InlineData("""{"flow":{"verdict":"FORW\u0041RDED"}}""")]
    [InlineData("""{"flow":{"verdict":1}}""")]
    [InlineData("""{"flow":{"verdict":null}}""")]
    [InlineData("""{"flow":{"uuid":"none"}}""")]
    [InlineData("""{"flow":{"l4":{"TCP":{"source_port":1.0}}}}""")]
    [InlineData("""{"flow":{"l4":{"TCP":{"source_port":65536}}}}""")]
    [InlineData("""{"flow":{"l4":{"TCP":{"source_port":012}}}}""")]
    [InlineData("""{"flow":{"l4":{"TCP":{},"UDP":{}}}}""")]
    [InlineData("""{"flow":{"source":{"identity":"7"},"source":{}}}""")]
    [InlineData("""{"flow":{"verdict":"FORWARDED"}""")]
    [InlineData("""{"flow":{"Summary":"\x"}}""")]
    [InlineData("{\"flow\":{\"Summary\":\"a\tb\"}}")]
    [InlineData("{\"flow\":{\"Summary\":\"a\0b\"}}")]
    public void What_is_not_written_as_usual_is_left_to_the_plain_path(string line) => Assert.False(new BothPaths().Read(line));

    [Theory]
    [InlineData("\"other\":{\"a\":[1,-2,true,false,null,\"\\u00e9\\n\"],\"b\":{}},")]
    [InlineData("\"node_name\":\"caf\u00e9\",\"node_labels\":[],")]
    [InlineData("\"is_reply\":false,\"Summary\":\"DNS Answer \\\"203.0.113.10\\\" TTL: 60\",")]
    [InlineData("\"l4\":{\"ICMPv4\":{}},")]
    [InlineData("\"l4\":{\"ICMPv6\":{\"type\":128,\"code\":1}},")]
    [InlineData("\"l4\":{\"SCTP\":{\"source_port\":1,\"destination_port\":2,\"chunk\":3}},")]
    [InlineData("\"l4\":{\"TCP\":{\"destination_port\":2,\"flags\":{\"SYN\":true,\"NS\":true,\"other\":true}}},")]
    [InlineData("\"source\":{},\"destination\":{\"identity\":\"12\",\"labels\":[\"k8s:a=\\u0062\"],\"workloads\":[]},")]
    [InlineData("\"source\":{\"pod_name\":\"a\\tb\"},")]
    [InlineData("\"IP\":{\"source\":\"::ffff:1.2.3.4\",\"destination\":\"fe80::1\",\"source_xlated\":\"no address\",\"encrypted\":true},")]
    [InlineData("\"source_names\":[],\"destination_names\":[\"B.example.com\",\"a.example.com.\"],")]
    [InlineData("\"reply\":true,\"event_type\":{\"type\":200,\"sub_type\":3},")]
    [InlineData("\"drop_reason\":133,\"extensions\":{\"@type\":\"x\",\"ingress_flow_count\":3},")]
    [InlineData("\"aggregate\":{\"egress_flow_count\":41},")]
    [InlineData("\"emitter\":{\"name\":\"Hubble\",\"version\":\"1.19.1\"},")]
    [InlineData("\"source_service\":{},\"destination_service\":{\"name\":\"x\"},")]
    public void Rare_values_are_read_alike(string fields)
    {
        var both = new BothPaths();
        string line = "{\"flow\":{" + fields[..^1] + "},\"node_name\":\"default/w1\",\"time\":\"2026-03-01T10:00:00.5Z\"}";
        Assert.True(both.Read(line));
        Assert.True(both.Read(Encoding.UTF8.GetBytes(line), "\r\n"));
        both.Read(Head + fields + Tail);
    }

    [Fact]
    public void A_line_that_the_end_of_the_text_cuts_off_is_left_alone_wherever_it_is_cut()
    {
        byte[] line = Encoding.UTF8.GetBytes(File.ReadLines(Directory.GetFiles(Repository.Fixture("samples"), "*.jsonl").Order(StringComparer.Ordinal).First()).First());
        var both = new BothPaths();
        Assert.True(both.Read(line));
        for (int length = 0; length < line.Length; length++)
        {
            Assert.False(both.Read(line.AsSpan(0, length)));
            Assert.False(both.Read(line.AsSpan(0, length), ""));
        }

        Assert.False(both.Read(line, ""));
    }

    [Fact]
    public void Endpoints_with_one_beginning_are_told_apart()
    {
        var both = new BothPaths();
        foreach (string pod in (string[])["a", "ab", "abc", "ab", "a"])
        {
            for (int times = 0; times < 3; times++)
            {
                Assert.True(both.Read("""{"flow":{"IP":{"source":"10.0.0.1"},"source":{"ID":1,"identity":7000,"labels":["k8s:a=b"],"pod_name":"@"}}}""".Replace("@", pod, StringComparison.Ordinal)));
            }
        }
    }
}
