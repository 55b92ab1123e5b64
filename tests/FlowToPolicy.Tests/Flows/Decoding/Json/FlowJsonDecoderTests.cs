using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Identities;
using static FlowToPolicy.Tests.Flows.Decoding.Json.Decoding;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

public class FlowJsonDecoderTests
{
    [Fact]
    public void Every_field_that_a_graph_needs_is_read()
    {
        Flow flow = Flow(
            """
            "time":"2026-03-01T10:00:01.001111Z","uuid":"00000000-0000-4000-8000-000000000001","emitter":{"name":"Hubble","version":"1.19.1"},
            "verdict":"DROPPED","drop_reason":133,"IP":{"source":"10.0.1.10","source_xlated":"192.0.2.1","destination":"2001:db8::1","ipVersion":"IPv4"},
            "l4":{"TCP":{"source_port":40001,"destination_port":8080,"flags":{"SYN":true,"ACK":false}}},
            "source":{"ID":1201,"identity":31001,"cluster_name":"east","namespace":"shop","labels":["k8s:b=2","k8s:a=1"],"pod_name":"web-1",
              "workloads":[{"name":"web","kind":"Deployment"},{"name":"other","kind":"Job"}]},
            "destination":{"identity":2,"labels":["reserved:world"]},"Type":"L3_L4","node_name":"east/n1","node_labels":["x=y"],
            "source_names":["B.example.com.","a.example.com"],"destination_names":["c.example.com"],"event_type":{"type":1,"sub_type":133},
            "source_service":{"name":"s"},"destination_service":{"name":"t","namespace":"u"},"traffic_direction":"EGRESS","policy_match_type":2,
            "trace_observation_point":"TO_ENDPOINT","trace_reason":"ESTABLISHED","drop_reason_desc":"POLICY_DENY","is_reply":false,"Summary":"x"
            """);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 0, 1, DateTimeKind.Utc).Ticks + 11_110, flow.Time);
        Assert.Equal(new Guid("00000000-0000-4000-8000-000000000001"), flow.Uuid);
        Assert.Equal("1.19.1", flow.EmitterVersion);
        Assert.Equal((Verdict.Dropped, DropReason.PolicyDeny), (flow.Verdict, flow.DropReason));
        Assert.Equal(
            ("10.0.1.10", "192.0.2.1", "2001:db8::1"),
            (flow.SourceAddress.ToString(), flow.SourceXlated.ToString(), flow.DestinationAddress.ToString()));
        Assert.Equal((Protocol.Tcp, 40001, 8080, TcpFlags.Syn), (flow.Protocol, flow.SourcePort, flow.DestinationPort, flow.TcpFlags));
        Assert.Equal(
            new Endpoint(1201, 31001, "east", "shop", "web-1", LabelSet.Parse("k8s:a=1", "k8s:b=2"), "Deployment", "web"),
            flow.Source);
        Assert.Equal(Endpoint.Nothing with { Identity = 2, Labels = LabelSet.Parse("reserved:world") }, flow.Destination);
        Assert.Equal((FlowType.L3L4, "east/n1"), (flow.Type, flow.NodeName));
        Assert.Equal(["a.example.com", "b.example.com"], flow.SourceNames);
        Assert.Equal(["c.example.com"], flow.DestinationNames);
        Assert.Equal((FlowEvent.Drop, 133), (flow.Event, flow.EventSubType));
        Assert.True(flow.HasSourceService && flow.HasDestinationService);
        Assert.Equal((TrafficDirection.Egress, 2), (flow.Direction, flow.PolicyMatchType));
        Assert.Equal((ObservationPoint.ToEndpoint, TraceReason.Established), (flow.ObservationPoint, flow.TraceReason));
        Assert.False(flow.IsReply);
    }

    [Fact]
    public void A_flow_without_fields_is_a_flow_of_which_nothing_is_known()
    {
        Flow flow = Flow("");
        Assert.Same(Endpoint.Nothing, flow.Source);
        Assert.Equal((Verdict.Unknown, 0L, ""), (flow.Verdict, flow.Time, flow.NodeName));
        Assert.Null(flow.IsReply);
    }

    [Fact]
    public void Nothing_of_one_flow_remains_in_the_next()
    {
        var decoder = new FlowJsonDecoder(new EndpointTable());
        Flow flow = FlowToPolicy.Flows.Flow.Blank;
        decoder.Decode("""{"flow":{"verdict":"AUDIT","is_reply":true,"l4":{"UDP":{"destination_port":53}},"l7":{"dns":{"query":"a.","ips":["10.0.0.1"],"rcode":3}},"source":{"namespace":"shop"}}}"""u8, ref flow);
        decoder.Decode("""{"flow":{}}"""u8, ref flow);
        Assert.Equal(Logs.FlowText.Of(FlowToPolicy.Flows.Flow.Blank), Logs.FlowText.Of(in flow));
    }

    [Theory]
    [InlineData("\"FORWARDED\"", Verdict.Forwarded)]
    [InlineData("4", Verdict.Audit)]
    [InlineData("\"AUDIT\"", Verdict.Audit)]
    [InlineData("\"\\u0041UDIT\"", Verdict.Audit)]
    [InlineData("\"SOMETHING_NEW\"", Verdict.Unknown)]
    [InlineData("\"forwarded\"", Verdict.Unknown)]
    [InlineData("99", Verdict.Unknown)]
    [InlineData("257", Verdict.Unknown)]
    [InlineData("null", Verdict.Unknown)]
    public void An_unknown_verdict_is_never_taken_for_FORWARDED(string json, Verdict expected) =>
        Assert.Equal(expected, Flow("\"verdict\":" + json).Verdict);

    [Theory]
    [InlineData("\"drop_reason_desc\":\"POLICY_DENIED\"", 133)]
    [InlineData("\"drop_reason_desc\":133", 133)]
    [InlineData("\"drop_reason_desc\":250", 250)]
    [InlineData("\"drop_reason\":181", 181)]
    [InlineData("\"drop_reason\":206,\"drop_reason_desc\":\"SOMETHING_NEW\"", 206)]
    [InlineData("\"drop_reason_desc\":\"DROP_PUNT_PROXY\"", 205)]
    public void A_drop_reason_is_read_by_name_or_number(string fields, int expected) =>
        Assert.Equal(expected, Flow(fields).DropReason);

    [Theory]
    [InlineData("\"is_reply\":true", true)]
    [InlineData("\"is_reply\":false", false)]
    [InlineData("\"is_reply\":null", null)]
    [InlineData("\"reply\":true", true)]
    [InlineData("\"reply\":false", null)]
    [InlineData("\"reply\":true,\"is_reply\":false", false)]
    [InlineData("", null)]
    public void Whether_it_is_a_reply_may_be_unknown(string fields, bool? expected) =>
        Assert.Equal(expected, Flow(fields).IsReply);

    [Theory]
    [InlineData("\"l4\":{\"ICMPv4\":{\"type\":8,\"code\":1}}", Protocol.IcmpV4, 8)]
    [InlineData("\"l4\":{\"ICMPv4\":{}}", Protocol.IcmpV4, 0)]
    [InlineData("\"l4\":{\"ICMPv6\":{\"type\":133}}", Protocol.IcmpV6, 133)]
    [InlineData("\"l4\":{\"UDP\":{\"destination_port\":\"53\"}}", Protocol.Udp, 53)]
    [InlineData("\"l4\":{\"SCTP\":{\"destination_port\":5.3e1,\"chunk\":1}}", Protocol.Sctp, 53)]
    [InlineData("\"l4\":{\"TCP\":{\"destination_port\":53.0}}", Protocol.Tcp, 53)]
    [InlineData("\"l4\":{\"TCP\":{\"destination_port\":0}}", Protocol.Tcp, 0)]
    [InlineData("\"l4\":{\"TCP\":{\"destination_port\":65535}}", Protocol.Tcp, 65535)]
    [InlineData("\"l4\":{\"VRRP\":{\"type\":1}}", Protocol.Vrrp, 0)]
    [InlineData("\"l4\":{\"IGMP\":{\"type\":1}}", Protocol.Igmp, 0)]
    [InlineData("\"l4\":{\"QUIC\":{\"type\":1}}", Protocol.Unknown, 0)]
    [InlineData("\"l4\":null", Protocol.Unknown, 0)]
    public void The_port_is_the_server_s_or_the_type_of_ICMP(string fields, Protocol protocol, int port)
    {
        Flow flow = Flow(fields);
        Assert.Equal((protocol, port), (flow.Protocol, flow.DestinationPort));
    }

    [Theory]
    [InlineData("\"l4\":{\"TCP\":{\"destination_port\":65536}}", "destination_port")]
    [InlineData("\"l4\":{\"TCP\":{\"source_port\":-1}}", "source_port")]
    [InlineData("\"l4\":{\"TCP\":{\"source_port\":1.5}}", "source_port")]
    [InlineData("\"l4\":{\"TCP\":{\"source_port\":\"http\"}}", "source_port")]
    [InlineData("\"l4\":{\"TCP\":{\"source_port\":1e400}}", "source_port")]
    [InlineData("\"l4\":{\"ICMPv4\":{\"type\":256}}", "ICMP type")]
    [InlineData("\"l4\":[]", "l4")]
    [InlineData("\"verdict\":true", "verdict")]
    [InlineData("\"verdict\":{}", "verdict")]
    [InlineData("\"is_reply\":\"true\"", "is_reply")]
    [InlineData("\"time\":1772359200", "time")]
    [InlineData("\"IP\":{\"source\":167772161}", "IP.source")]
    [InlineData("\"source\":\"web\"", "source")]
    [InlineData("\"source\":{\"namespace\":5}", "namespace")]
    [InlineData("\"source\":{\"labels\":[1]}", "labels")]
    [InlineData("\"source\":{\"labels\":{}}", "labels")]
    [InlineData("\"source\":{\"identity\":4294967296}", "identity")]
    [InlineData("\"destination\":{\"workloads\":[\"web\"]}", "workloads")]
    [InlineData("\"destination_names\":[[]]", "destination_names")]
    [InlineData("\"l7\":{\"dns\":{\"query\":7}}", "dns.query")]
    public void A_value_that_a_field_cannot_have_makes_the_line_no_flow(string fields, string field)
    {
        JsonLine line = Line(fields);
        Assert.Equal(JsonLineKind.NotAFlow, line.Kind);
        Assert.Contains($"'{field}'", line.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Summary\":7")]
    [InlineData("\"node_labels\":{}")]
    [InlineData("\"ethernet\":[1,{\"a\":[]}]")]
    [InlineData("\"something_new\":{\"flow\":{}}")]
    public void Fields_that_no_graph_needs_are_not_looked_at(string fields) =>
        Assert.Equal(JsonLineKind.Flow, Line(fields).Kind);

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_value_counts()
    {
        Flow flow = Flow(
            """
            "verdict":"FORWARDED","verdict":"DROPPED","l4":{"TCP":{"source_port":1,"destination_port":2,"flags":{"SYN":true}}},"l4":{"UDP":{"destination_port":53}},
            "IP":{"source":"10.0.0.1"},"IP":{"destination":"10.0.0.2"},"source":{"namespace":"a"},"source":{"namespace":"b","namespace":"c"}
            """);
        Assert.Equal(Verdict.Dropped, flow.Verdict);
        Assert.Equal((Protocol.Udp, 0, 53, TcpFlags.None), (flow.Protocol, flow.SourcePort, flow.DestinationPort, flow.TcpFlags));
        Assert.True(flow.SourceAddress.IsNone);
        Assert.Equal("c", flow.Source.Namespace);

        Decode("""{"flow":{"verdict":"FORWARDED","is_reply":true},"flow":{"uuid":"x"}}""", out flow);
        Assert.Equal((Verdict.Unknown, null), (flow.Verdict, flow.IsReply));
    }

    [Fact]
    public void Of_DNS_question_and_answer_are_read()
    {
        Flow flow = Flow(
            """
            "Type":"L7","l7":{"type":"RESPONSE","latency_ns":"3000","dns":{"query":"API.example.com.","ips":["203.0.113.10","no address","2001:db8::1"],"ttl":60,"rcode":3,"qtypes":["A"]}}
            """);
        Assert.Equal((L7Protocol.Dns, L7Type.Response, "api.example.com", 3), (flow.L7, flow.L7Type, flow.DnsQuery, flow.DnsRcode));
        Assert.Equal(["203.0.113.10", "2001:db8::1"], flow.DnsAnswers.ToArray().Select(a => a.ToString()));
    }

    [Fact]
    public void Of_HTTP_and_Kafka_nothing_is_kept_but_that_it_was()
    {
        const string Secret = "s3cr3t";
        Flow flow = Flow(
            $$$"""
            "Type":"L7","l7":{"type":"REQUEST","http":{"method":"GET","url":"http://user:{{{Secret}}}@cart/?token={{{Secret}}}","headers":[{"key":"Authorization","value":"{{{Secret}}}"}]}},
            "Summary":"GET {{{Secret}}}"
            """);
        Assert.Equal((L7Protocol.Http, L7Type.Request), (flow.L7, flow.L7Type));
        Assert.DoesNotContain(Secret, Logs.FlowText.Of(in flow), StringComparison.Ordinal);
        Assert.Equal(L7Protocol.Kafka, Flow("\"l7\":{\"kafka\":{\"topic\":\"t\"}}").L7);
    }

    [Theory]
    [InlineData("{\"flow\":null}", JsonLineKind.Foreign)]
    [InlineData("{\"flow\":\"text\"}", JsonLineKind.NotAFlow)]
    [InlineData("{\"flow\":[{}]}", JsonLineKind.NotAFlow)]
    [InlineData("{}", JsonLineKind.Foreign)]
    [InlineData("{\"level\":\"info\",\"source\":\"x\"}", JsonLineKind.Foreign)]
    [InlineData("{\"source\":\"a\",\"destination\":\"b\"}", JsonLineKind.NotAFlow)]
    [InlineData("[]", JsonLineKind.Foreign)]
    [InlineData("7", JsonLineKind.Foreign)]
    [InlineData("\"flow\"", JsonLineKind.Foreign)]
    [InlineData("{\"\\u0066low\":{}}", JsonLineKind.Flow)]
    [InlineData("{\"flow\":{}", JsonLineKind.Damaged)]
    [InlineData("{\"flow\":{},}", JsonLineKind.Damaged)]
    [InlineData("{\"flow\":{\"x\":NaN}}", JsonLineKind.Damaged)]
    [InlineData("{'flow':{}}", JsonLineKind.Damaged)]
    [InlineData("nonsense", JsonLineKind.Damaged)]
    public void A_line_is_told_by_its_top_level(string line, JsonLineKind expected) =>
        Assert.Equal(expected, Decode(line, out _).Kind);

    [Fact]
    public void Equal_endpoints_that_come_again_are_one_object()
    {
        var endpoints = new EndpointTable();
        var decoder = new FlowJsonDecoder(endpoints);
        Flow first = FlowToPolicy.Flows.Flow.Blank, second = first;
        for (int times = 0; times < 2; times++)
        {
            decoder.Decode("""{"flow":{"source":{"namespace":"shop","labels":["k8s:a=1","k8s:b=2"]}}}"""u8, ref first);
            decoder.Decode("""{"flow":{"destination":{ "labels":["k8s:b=2","k8s:a=1"],"namespace":"sh\u006fp"}}}"""u8, ref second);
        }

        Assert.Same(first.Source, second.Destination);
        Assert.Equal(2, endpoints.Count);
    }
}
