using System.Text.Json;
using System.Text.Json.Nodes;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf;

namespace FlowToPolicy.Tests.Generating;

/// <summary>Generated lines must be what Cilium's exporter writes: Google's protobuf library is the oracle.</summary>
public class GeneratedLinesTests
{
    private static readonly LogSettings Settings = new() { Workloads = 100, Edges = 600, Flows = 8000, Nodes = 8, Days = 5 };

    /// <summary>The order of declaration in Cilium's api/v1/flow/flow.proto, which its encoder keeps.</summary>
    private static readonly Dictionary<string, string[]> Order = new()
    {
        [""] = ["flow", "node_status", "lost_events", "agent_event", "node_name", "time"],
        ["flow"] =
        [
            "time", "uuid", "emitter", "verdict", "drop_reason", "auth_type", "ethernet", "IP", "l4", "tunnel", "source", "destination", "Type",
            "node_name", "node_labels", "source_names", "destination_names", "l7", "reply", "event_type", "source_service", "destination_service",
            "traffic_direction", "policy_match_type", "trace_observation_point", "trace_reason", "file", "ip_trace_id", "drop_reason_desc",
            "is_reply", "debug_capture_point", "interface", "proxy_port", "trace_context", "sock_xlate_point", "socket_cookie", "cgroup_id",
            "Summary", "extensions", "egress_allowed_by", "ingress_allowed_by", "egress_denied_by", "ingress_denied_by", "policy_log", "aggregate",
        ],
        ["source"] = ["ID", "identity", "cluster_name", "namespace", "labels", "pod_name", "workloads"],
        ["destination"] = ["ID", "identity", "cluster_name", "namespace", "labels", "pod_name", "workloads"],
        ["IP"] = ["source", "source_xlated", "destination", "ipVersion", "encrypted"],
        ["l7"] = ["type", "latency_ns", "dns", "http"],
        ["dns"] = ["query", "ips", "ttl", "cnames", "observation_source", "rcode", "qtypes", "rrtypes"],
        ["http"] = ["code", "method", "url", "protocol", "headers"],
        ["TCP"] = ["source_port", "destination_port", "flags"],
        ["flags"] = ["FIN", "SYN", "RST", "PSH", "ACK"],
        ["ICMPv4"] = ["type", "code"],
        ["egress_allowed_by"] = ["name", "namespace", "labels", "revision", "kind"],
        ["ingress_allowed_by"] = ["name", "namespace", "labels", "revision", "kind"],
        ["ingress_denied_by"] = ["name", "namespace", "labels", "revision", "kind"],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_line_is_the_canonical_JSON_of_its_message(bool distinctEnds)
    {
        var parser = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));
        var formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));
        int compared = 0;
        foreach (string line in new GeneratedLog(Settings with { DistinctEnds = distinctEnds }).Lines)
        {
            if (line.StartsWith("{\"agent_event\"", StringComparison.Ordinal))
            {
                // Not among the messages that the product reads.
                continue;
            }

            string canonical = formatter.Format(parser.Parse<ExportEvent>(line));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(canonical), JsonNode.Parse(line)), $"{line}\nshould be\n{canonical}");
            compared++;
        }

        Assert.True(compared > 7000);
    }

    [Fact]
    public void Fields_stand_in_the_order_of_Ciliums_encoder_and_markup_is_escaped()
    {
        bool isEscaped = false;
        foreach (string line in new GeneratedLog(Settings).Lines)
        {
            Assert.False(line.AsSpan().ContainsAny('<', '>', '&'), line);
            isEscaped |= line.Contains("\\u0026", StringComparison.Ordinal);
            using JsonDocument document = JsonDocument.Parse(line);
            CheckOrder("", document.RootElement, line);
        }

        Assert.True(isEscaped);
    }

    [Fact]
    public void Times_of_a_node_never_go_back_and_no_uuid_comes_twice()
    {
        var last = new Dictionary<string, string>();
        var uuids = new HashSet<string>();
        foreach (JsonNode line in new GeneratedLog(Settings).Lines.Select(l => JsonNode.Parse(l)!))
        {
            string node = ((string)line["node_name"]!).Split('/')[^1];
            string time = ((string)line["time"]!).TrimEnd('Z');
            Assert.True(string.CompareOrdinal(last.GetValueOrDefault(node, ""), time) <= 0);
            last[node] = time;
            if (line["flow"] is { } flow)
            {
                Assert.True(uuids.Add((string)flow["uuid"]!));
                Assert.Equal((string)line["time"]!, (string)flow["time"]!);
            }
        }

        Assert.Equal(Settings.Nodes, last.Count);
    }

    [Fact]
    public void Every_kind_of_event_occurs_and_lines_are_as_long_as_real_ones()
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        long length = 0, lines = 0;
        foreach (string text in new GeneratedLog(Settings with { Flows = 40_000 }).Lines)
        {
            length += text.Length + 1;
            lines++;
            JsonNode line = JsonNode.Parse(text)!;
            kinds.Add(line["flow"] is { } flow
                ? string.Join(' ', new[] { "verdict", "Type", "trace_observation_point", "trace_reason", "drop_reason_desc", "sock_xlate_point" }
                    .Select(field => (string?)flow[field]).OfType<string>())
                : line.AsObject().First().Key);
        }

        string[] wanted =
        [
            "AUDIT L3_L4", "DROPPED L3_L4 CT_MAP_INSERTION_FAILED", "DROPPED L3_L4 POLICY_DENIED", "DROPPED L3_L4 POLICY_DENY", "DROPPED L7",
            "FORWARDED L3_L4", "FORWARDED L3_L4 FROM_ENDPOINT", "FORWARDED L3_L4 TO_ENDPOINT ESTABLISHED", "FORWARDED L3_L4 TO_ENDPOINT NEW",
            "FORWARDED L3_L4 TO_ENDPOINT RELATED", "FORWARDED L3_L4 TO_ENDPOINT REPLY", "FORWARDED L3_L4 TO_HOST ESTABLISHED", "FORWARDED L3_L4 TO_HOST NEW",
            "FORWARDED L3_L4 TO_NETWORK ESTABLISHED", "FORWARDED L3_L4 TO_NETWORK NEW", "FORWARDED L3_L4 TO_NETWORK REPLY",
            "FORWARDED L3_L4 TO_OVERLAY ESTABLISHED", "FORWARDED L3_L4 TO_OVERLAY NEW", "FORWARDED L3_L4 TO_OVERLAY REPLY",
            "FORWARDED L3_L4 TO_PROXY NEW", "FORWARDED L3_L4 TO_STACK ESTABLISHED", "FORWARDED L3_L4 TO_STACK NEW", "FORWARDED L3_L4 TO_STACK REPLY",
            "FORWARDED L7", "REDIRECTED L3_L4", "TRACED SOCK SOCK_XLATE_POINT_PRE_DIRECTION_FWD", "TRANSLATED SOCK SOCK_XLATE_POINT_POST_DIRECTION_FWD",
            "agent_event", "lost_events", "node_status",
        ];
        Assert.Equal(wanted, kinds);
        Assert.InRange((double)length / lines, 1900, 2150);
    }

    [Fact]
    public void A_seed_gives_the_same_bytes_each_time_and_another_one_others()
    {
        LogSettings small = Settings with { Flows = 500 };
        var once = new GeneratedLog(small);

        Assert.Equal(once.Bytes, new GeneratedLog(small).Bytes);
        Assert.Equal(once.Truth, new GeneratedLog(small).Truth);
        Assert.NotEqual(once.Bytes, new GeneratedLog(small with { Seed = 2 }).Bytes);
    }

    private static void CheckOrder(string name, JsonElement value, string line)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                CheckOrder(name, item, line);
            }

            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        string[]? order = Order.GetValueOrDefault(name);
        int last = -1;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (order is not null)
            {
                int at = Array.IndexOf(order, property.Name);
                Assert.True(at > last, $"'{property.Name}' is out of order or unknown in '{name}': {line}");
                last = at;
            }

            CheckOrder(property.Name, property.Value, line);
        }
    }
}
