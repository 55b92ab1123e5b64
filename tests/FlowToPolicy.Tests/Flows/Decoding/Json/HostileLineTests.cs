using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Identities;
using static FlowToPolicy.Tests.Flows.Decoding.Json.Decoding;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

/// <summary>Lines that nobody writes by accident.</summary>
public class HostileLineTests
{
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void A_thousand_levels_are_refused_and_said(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));
        foreach (string fields in new[] { "\"x\":" + deep, "\"source\":{\"x\":" + deep + "}" })
        {
            JsonLine line = Line(fields);
            Assert.Equal(JsonLineKind.Damaged, line.Kind);
            Assert.Equal("JSON nested deeper than 64 levels", line.Fault);
        }
    }

    [Fact]
    public void Invalid_UTF8_is_replaced_and_costs_only_the_character()
    {
        byte[] line = Encoding.Latin1.GetBytes(
            "{\"flow\":{\"source\":{\"namespace\":\"sh\xFFp\",\"labels\":[\"k8s:a=\xC3\"]},\"node_name\":\"n\xE2\x82\",\"destination_names\":[\"a\xFE\"],\"bad\xFFkey\":1,\"verdict\":\"\xFF\"}}");
        Assert.Equal(JsonLineKind.Flow, Decode(line, out Flow flow).Kind);
        Assert.Equal("sh\uFFFDp", flow.Source.Namespace);
        Assert.Equal("\uFFFD", flow.Source.Labels.FindK8s("a"));
        Assert.Equal("n\uFFFD", flow.NodeName);
        Assert.Equal(["a\uFFFD"], flow.DestinationNames);
        Assert.Equal(Verdict.Unknown, flow.Verdict);
    }

    [Theory]
    [InlineData(@"\ud800", "\uFFFD")]
    [InlineData(@"\udc00x", "\uFFFDx")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\ud83dA", "\uFFFDA")]
    [InlineData(@"\u0000", "\0")]
    [InlineData(@"a\n\t\r\b\f\/\\\""b", "a\n\t\r\b\f/\\\"b")]
    [InlineData(@"\u003c\u003E\u0026", "<>&")]
    [InlineData("\u0085\u2028\u001B[31m\u202E", "\u0085\u2028\u001B[31m\u202E")]
    public void A_label_value_is_kept_as_it_is(string json, string expected)
    {
        // A raw escape character is no JSON: Go writes it as an escape.
        json = json.Replace("\u001B", "\\u001b", StringComparison.Ordinal);
        Assert.Equal(expected, Flow("\"source\":{\"labels\":[\"k8s:a=" + json + "\"]}").Source.Labels.FindK8s("a"));
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"0001-06-01T00:00:00Z\"")]
    [InlineData("\"9999-12-31T23:59:59-01:00\"")]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("\"2026-03-01T10:00:00\"")]
    [InlineData("null")]
    public void A_flow_whose_time_is_none_counts_without_one(string time)
    {
        Flow flow = Flow("\"verdict\":\"FORWARDED\",\"time\":" + time);
        Assert.Equal((0L, Verdict.Forwarded), (flow.Time, flow.Verdict));
    }

    [Fact]
    public void The_last_instant_of_the_year_9999_is_a_time() =>
        Assert.Equal(DateTime.MaxValue.Ticks, Flow("\"time\":\"9999-12-31T23:59:59.999999999Z\"").Time);

    [Fact]
    public void A_mapped_address_is_the_IPv4_address() =>
        Assert.Equal(Address.Parse("192.0.2.1"), Flow("\"IP\":{\"source\":\"::ffff:192.0.2.1\"}").SourceAddress);

    [Theory]
    [InlineData("no address")]
    [InlineData("10.0.0.256")]
    [InlineData("fe80::1%eth0")]
    [InlineData("")]
    public void A_text_that_is_no_address_is_no_address(string text) =>
        Assert.True(Flow("\"IP\":{\"source\":\"" + text + "\"}").SourceAddress.IsNone);

    [Fact]
    public void Five_thousand_labels_on_one_pod_are_read()
    {
        string labels = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"k8s:label-{i}=value-{i}\""));
        Flow flow = Flow("\"source\":{\"labels\":[" + labels + "]}");
        Assert.Equal(5000, flow.Source.Labels.Count);
        Assert.Equal("value-4999", flow.Source.Labels.FindK8s("label-4999"));
    }

    [Fact]
    public void Counters_beyond_every_number_are_the_largest()
    {
        Assert.Equal(uint.MaxValue, Flow("\"aggregate\":{\"egress_flow_count\":4294967295,\"ingress_flow_count\":\"4294967295\"}").AggregateCount);
        var decoder = new FlowJsonDecoder(new EndpointTable());
        Flow flow = FlowToPolicy.Flows.Flow.Blank;
        decoder.Decode("""{"lost_events":{"num_events_lost":"18446744073709551615"}}"""u8, ref flow);
        Assert.Equal(long.MaxValue, decoder.Lost.Count);
    }
}
