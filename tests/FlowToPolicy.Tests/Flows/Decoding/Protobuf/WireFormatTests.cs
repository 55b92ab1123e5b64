using System.Text.Json.Nodes;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace FlowToPolicy.Tests.Flows.Decoding.Protobuf;

/// <summary>
/// Every message of protos/ as bytes written by hand: a tag is <c>number &lt;&lt; 3 | wire type</c> as a varint, so that
/// e.g. <c>9A01</c> is field 19 with a length. Spaces separate fields. What the bytes say stands beside them as JSON.
/// </summary>
public class WireFormatTests
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly MessageDescriptor[] Descriptors =
    [
        .. FlowReflection.Descriptor.MessageTypes,
        .. FilterReflection.Descriptor.MessageTypes,
        .. RelayReflection.Descriptor.MessageTypes,
        .. ObserverReflection.Descriptor.MessageTypes,
    ];

    [Theory]
    [InlineData("flow.Emitter", "0A0141 120142", """{"name":"A","version":"B"}""")]
    [InlineData("flow.Ethernet", "0A0141 120142", """{"source":"A","destination":"B"}""")]
    [InlineData("flow.IP", "0A0141 120142 1802 2001 2A0143", """{"source":"A","destination":"B","ipVersion":"IPv6","encrypted":true,"source_xlated":"C"}""")]
    [InlineData("flow.Layer4", "0A00", """{"TCP":{}}""")]
    [InlineData("flow.Layer4", "1200", """{"UDP":{}}""")]
    [InlineData("flow.Layer4", "1A00", """{"ICMPv4":{}}""")]
    [InlineData("flow.Layer4", "2200", """{"ICMPv6":{}}""")]
    [InlineData("flow.Layer4", "2A00", """{"SCTP":{}}""")]
    [InlineData("flow.Layer4", "3200", """{"VRRP":{}}""")]
    [InlineData("flow.Layer4", "3A00", """{"IGMP":{}}""")]
    [InlineData("flow.TCP", "0807 10BB03 1A021001", """{"source_port":7,"destination_port":443,"flags":{"SYN":true}}""")]
    [InlineData("flow.TCPFlags", "0801 1001 1801 2001 2801 3001 3801 4001 4801", """{"FIN":true,"SYN":true,"RST":true,"PSH":true,"ACK":true,"URG":true,"ECE":true,"CWR":true,"NS":true}""")]
    [InlineData("flow.TCPFlags", "2801", """{"ACK":true}""")]
    [InlineData("flow.UDP", "0807 1035", """{"source_port":7,"destination_port":53}""")]
    [InlineData("flow.SCTP", "0807 1035", """{"source_port":7,"destination_port":53}""")]
    [InlineData("flow.ICMPv4", "0808 1001", """{"type":8,"code":1}""")]
    [InlineData("flow.ICMPv6", "088001 1001", """{"type":128,"code":1}""")]
    [InlineData("flow.VRRP", "0801 1002 1803", """{"type":1,"vrid":2,"priority":3}""")]
    [InlineData("flow.IGMP", "0801 120141", """{"type":1,"group_address":"A"}""")]
    [InlineData("flow.Tunnel", "0802 12030A0141 1A021200 2005", """{"protocol":"GENEVE","IP":{"source":"A"},"l4":{"UDP":{}},"vni":5}""")]
    [InlineData("flow.Endpoint", "0801 1002 1A0141 220142 220143 2A0144 32030A0145 3A0146", """{"ID":1,"identity":2,"namespace":"A","labels":["B","C"],"pod_name":"D","workloads":[{"name":"E"}],"cluster_name":"F"}""")]
    [InlineData("flow.Workload", "0A0141 120142", """{"name":"A","kind":"B"}""")]
    [InlineData("flow.Service", "0A0141 120142", """{"name":"A","namespace":"B"}""")]
    [InlineData("flow.Policy", "0A0141 120142 1A0143 2011 2A0144", """{"name":"A","namespace":"B","labels":["C"],"revision":"17","kind":"D"}""")]
    [InlineData("flow.Layer7", "0802 1003 A20600", """{"type":"RESPONSE","latency_ns":"3","dns":{}}""")]
    [InlineData("flow.Layer7", "AA0600", """{"http":{}}""")]
    [InlineData("flow.Layer7", "B20600", """{"kafka":{}}""")]
    [InlineData("flow.Kafka", "", """{}""")]
    [InlineData("flow.DNS", "0A0141 120142 1803 220143 2A0144 3003 3A0145 420146", """{"query":"A","ips":["B"],"ttl":3,"cnames":["C"],"observation_source":"D","rcode":3,"qtypes":["E"],"rrtypes":["F"]}""")]
    [InlineData("flow.HTTP", "08C801 120141 1A0142 220143 2A060A0144120145", """{"code":200,"method":"A","url":"B","protocol":"C","headers":[{"key":"D","value":"E"}]}""")]
    [InlineData("flow.HTTPHeader", "0A0141 120142", """{"key":"A","value":"B"}""")]
    [InlineData("flow.CiliumEventType", "088101 1003", """{"type":129,"sub_type":3}""")]
    [InlineData("flow.NetworkInterface", "0804 120141", """{"index":4,"name":"A"}""")]
    [InlineData("flow.FileInfo", "0A0141 1007", """{"name":"A","line":7}""")]
    [InlineData("flow.TraceContext", "0A030A0141", """{"parent":{"trace_id":"A"}}""")]
    [InlineData("flow.TraceParent", "0A0141", """{"trace_id":"A"}""")]
    [InlineData("flow.IPTraceID", "0805 1006", """{"trace_id":"5","ip_option_type":6}""")]
    [InlineData("flow.Aggregate", "0801 1002 1803", """{"ingress_flow_count":1,"egress_flow_count":2,"unknown_direction_flow_count":3}""")]
    [InlineData("flow.LostEvent", "0803 1011 1A020802 22020803 2A020804", """{"source":"HUBBLE_RING_BUFFER","num_events_lost":"17","cpu":2,"first":"1970-01-01T00:00:03Z","last":"1970-01-01T00:00:04Z"}""")]
    [InlineData("flow.Flow", "0A020801 1004 188501 22030A0141 2A030A0142 32021200", """{"time":"1970-01-01T00:00:01Z","verdict":"AUDIT","drop_reason":133,"ethernet":{"source":"A"},"IP":{"source":"B"},"l4":{"UDP":{}}}""")]
    [InlineData("flow.Flow", "42020801 4A020802 5003 5A0141 6A0142 720143 7A020801 800101", """{"source":{"ID":1},"destination":{"ID":2},"Type":"SOCK","node_name":"A","source_names":["B"],"destination_names":["C"],"l7":{"type":"REQUEST"},"reply":true}""")]
    [InlineData("flow.Flow", "9A01020804 A201030A0141 AA01030A0142 B00102 B80102 C00165 C801B501 D20100", """{"event_type":{"type":4},"source_service":{"name":"A"},"destination_service":{"name":"B"},"traffic_direction":"EGRESS","policy_match_type":2,"trace_observation_point":"TO_ENDPOINT","drop_reason_desc":"POLICY_DENY","is_reply":false}""")]
    [InlineData("flow.Flow", "D80105 E201020804 E80107 F20100 F80104 800205 880206 92020141 980201 A00204", """{"debug_capture_point":"DBG_CAPTURE_FROM_LB","interface":{"index":4},"proxy_port":7,"trace_context":{},"sock_xlate_point":"SOCK_XLATE_POINT_POST_DIRECTION_REV","socket_cookie":"5","cgroup_id":"6","uuid":"A","auth_type":"SPIRE","trace_reason":"RELATED"}""")]
    [InlineData("flow.Flow", "AA020141 B202021007 BA02022005 C202020805 CA0203120141", """{"node_labels":["A"],"file":{"line":7},"tunnel":{"vni":5},"ip_trace_id":{"trace_id":"5"},"emitter":{"version":"A"}}""")]
    [InlineData("flow.Flow", "CAA00A030A0141 D2A00A030A0142 E2A00A030A0143 EAA00A030A0144 F2A00A0145 FAA00A020801 82EA300146", """{"egress_allowed_by":[{"name":"A"}],"ingress_allowed_by":[{"name":"B"}],"egress_denied_by":[{"name":"C"}],"ingress_denied_by":[{"name":"D"}],"policy_log":["E"],"aggregate":{"ingress_flow_count":1},"Summary":"F"}""")]
    [InlineData("flow.EventTypeFilter", "0804 1001 1803", """{"type":4,"match_sub_type":true,"sub_type":3}""")]
    [InlineData("flow.FlowFilter", "0A0141 120142 1A0143 220144 2A0102 32020804 3A0145 420146 4A0147 520148 5A0149 62014A 6A014B 72014C 7A0100", """{"source_ip":["A"],"source_pod":["B"],"destination_ip":["C"],"destination_pod":["D"],"verdict":["DROPPED"],"event_type":[{"type":4}],"source_fqdn":["E"],"destination_fqdn":["F"],"http_status_code":["G"],"source_label":["H"],"destination_label":["I"],"protocol":["J"],"source_port":["K"],"destination_port":["L"],"reply":[false]}""")]
    [InlineData("flow.FlowFilter", "82010141 8A010142 92010143 9A010107 A2010108 AA010144 B2010145 BA01021001 C2010146 CA010101 D201030A0147 DA01030A0148 E2010149 EA01014A F2010102", """{"source_service":["A"],"destination_service":["B"],"dns_query":["C"],"source_identity":[7],"destination_identity":[8],"http_method":["D"],"http_path":["E"],"tcp_flags":[{"SYN":true}],"node_name":["F"],"ip_version":["IPv4"],"source_workload":[{"name":"G"}],"destination_workload":[{"name":"H"}],"trace_id":["I"],"uuid":["J"],"traffic_direction":["EGRESS"]}""")]
    [InlineData("flow.FlowFilter", "FA010141 8202030A0142 8A02028501 92020143 9A02020804 A2020144 AA020145 B2020146 BA020105 C2020101 BA3E030A0147", """{"http_url":["A"],"http_header":[{"key":"B"}],"drop_reason_desc":["POLICY_DENIED"],"source_ip_xlated":["C"],"interface":[{"index":4}],"node_labels":["D"],"source_cluster_name":["E"],"destination_cluster_name":["F"],"ip_trace_id":["5"],"encrypted":[true],"experimental":{"cel_expression":["G"]}}""")]
    [InlineData("relay.NodeStatusEvent", "0804 120141 120142 1A0143", """{"state_change":"NODE_ERROR","node_names":["A","B"],"message":"C"}""")]
    [InlineData("observer.GetFlowsRequest", "0814 1801 2A030A0141 3203120142 3A020803 42020804 4801 52060A0474696D65 BA3E080A060A0474696D65", """{"number":"20","follow":true,"blacklist":[{"source_ip":["A"]}],"whitelist":[{"source_pod":["B"]}],"since":"1970-01-01T00:00:03Z","until":"1970-01-01T00:00:04Z","first":true,"field_mask":"time","experimental":{"field_mask":"time"}}""")]
    [InlineData("observer.GetFlowsResponse", "0A021001 C23E0141 CA3E020805", """{"flow":{"verdict":"FORWARDED"},"node_name":"A","time":"1970-01-01T00:00:05Z"}""")]
    [InlineData("observer.GetFlowsResponse", "12020801", """{"node_status":{"state_change":"NODE_CONNECTED"}}""")]
    [InlineData("observer.GetFlowsResponse", "1A020801", """{"lost_events":{"source":"PERF_EVENT_RING_BUFFER"}}""")]
    [InlineData("observer.ExportEvent", "0A021001 C23E0141 CA3E020805", """{"flow":{"verdict":"FORWARDED"},"node_name":"A","time":"1970-01-01T00:00:05Z"}""")]
    [InlineData("observer.ExportEvent", "12020801", """{"node_status":{"state_change":"NODE_CONNECTED"}}""")]
    [InlineData("observer.ExportEvent", "1A020801", """{"lost_events":{"source":"PERF_EVENT_RING_BUFFER"}}""")]
    [InlineData("observer.ServerStatusRequest", "", "{}")]
    [InlineData("observer.ServerStatusResponse", "0801 1002 1803 2004 2A020805 32020806 3A0141 420142 49000000000000F83F", """{"num_flows":"1","max_flows":"2","seen_flows":"3","uptime_ns":"4","num_connected_nodes":5,"num_unavailable_nodes":6,"unavailable_nodes":["A"],"version":"B","flows_rate":1.5}""")]
    [InlineData("observer.GetNodesRequest", "", "{}")]
    [InlineData("observer.GetNodesResponse", "0A030A0141", """{"nodes":[{"name":"A"}]}""")]
    [InlineData("observer.Node", "0A0141 120142 1A0143 2002 2A020801 3006 3807 4008 4809", """{"name":"A","version":"B","address":"C","state":"NODE_UNAVAILABLE","tls":{"enabled":true},"uptime_ns":"6","num_flows":"7","max_flows":"8","seen_flows":"9"}""")]
    [InlineData("observer.TLS", "0801 120141", """{"enabled":true,"server_name":"A"}""")]
    [InlineData("observer.GetNamespacesRequest", "", "{}")]
    [InlineData("observer.GetNamespacesResponse", "0A030A0141", """{"namespaces":[{"cluster":"A"}]}""")]
    [InlineData("observer.Namespace", "0A0141 120142", """{"cluster":"A","namespace":"B"}""")]
    public void A_message_is_these_bytes(string message, string hex, string json)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        IMessage parsed = Descriptors.Single(d => d.FullName == message).Parser.ParseFrom(bytes);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Formatter.Format(parsed))), Formatter.Format(parsed));
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(parsed.ToByteArray()));
    }

    [Fact]
    public void Every_field_of_every_message_stands_in_the_table()
    {
        Dictionary<string, HashSet<string>> shown = Shown();
        foreach (MessageDescriptor descriptor in Descriptors)
        {
            Assert.True(shown.ContainsKey(descriptor.FullName), descriptor.FullName);
            foreach (FieldDescriptor field in descriptor.Fields.InDeclarationOrder())
            {
                bool isAny = field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.Any";
                Assert.True(isAny || shown[descriptor.FullName].Contains(field.Name), field.FullName);
            }
        }
    }

    [Fact]
    public void Extensions_are_field_150000()
    {
        byte[] bytes = Convert.FromHexString("829F49030A0141");
        Assert.Equal("A", FlowToPolicy.Hubble.Api.Flow.Parser.ParseFrom(bytes).Extensions.TypeUrl);
        Assert.Equal("A", GetFlowsRequest.Parser.ParseFrom(bytes).Extensions.TypeUrl);
    }

    private static Dictionary<string, HashSet<string>> Shown()
    {
        var shown = new Dictionary<string, HashSet<string>>();
        foreach (object?[] row in typeof(WireFormatTests).GetMethod(nameof(A_message_is_these_bytes))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().SelectMany(d => d.GetData(null!)))
        {
            JsonObject json = JsonNode.Parse((string)row[2]!)!.AsObject();
            HashSet<string> fields = shown.TryGetValue((string)row[0]!, out HashSet<string>? known) ? known : shown[(string)row[0]!] = [];
            fields.UnionWith(json.Select(property => property.Key));
        }

        return shown;
    }
}
