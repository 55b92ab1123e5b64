using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Lines of Cilium's L7 proxies: DNS and HTTP. Markup in URLs is escaped as Go's encoder does.</summary>
internal sealed class ProxyLines(LineParts parts)
{
    private const int LocalQueries = 6;

    /// <summary>A question to the DNS proxy.</summary>
    public void DnsRequest(Block line, Connection c, GeneratedNode node)
    {
        Head(line, c, node, isReply: false, "FORWARDED\""u8, "UDP"u8);
        line.Add(",\"l7\":{\"type\":\"REQUEST\",\"dns\":{\"query\":\""u8);
        Query(line, c);
        line.Add("\",\"observation_source\":\"proxy\",\"qtypes\":[\"A\"]}},\"event_type\":{\"type\":129},\"traffic_direction\":\"EGRESS\",\"is_reply\":false,\"Summary\":\"DNS Query "u8);
        Query(line, c);
        line.Add(" A\""u8);
        parts.Finish(line, node);
    }

    /// <summary>Its answer; some names do not exist, for pods try their search path.</summary>
    public void DnsResponse(Block line, Connection c, GeneratedNode node)
    {
        bool exists = c.Lot % 8 < LocalQueries;
        Head(line, c, node, isReply: true, "FORWARDED\""u8, "UDP"u8);
        line.Add(",\"l7\":{\"type\":\"RESPONSE\",\"dns\":{\"query\":\""u8);
        Query(line, c);
        if (exists)
        {
            line.Add("\",\"ips\":[\"10.96.0."u8);
            line.Add(1 + (c.Lot % 250));
            line.Add("\"],\"ttl\":30,\"observation_source\":\"proxy\",\"qtypes\":[\"A\"],\"rrtypes\":[\"A\"]}}"u8);
        }
        else
        {
            line.Add("\",\"observation_source\":\"proxy\",\"rcode\":3,\"qtypes\":[\"A\"]}}"u8);
        }

        line.Add(",\"reply\":true,\"event_type\":{\"type\":129},\"traffic_direction\":\"EGRESS\",\"is_reply\":true,\"Summary\":\"DNS Answer "u8);
        if (exists)
        {
            line.Add("\\\"10.96.0."u8);
            line.Add(1 + (c.Lot % 250));
            line.Add("\\\" TTL: 30 (Proxy "u8);
        }
        else
        {
            line.Add("RCode: Non-Existent Domain TTL: 0 (Proxy "u8);
        }

        Query(line, c);
        line.Add(" A)\""u8);
        parts.Finish(line, node);
    }

    /// <summary>A request to the HTTP proxy.</summary>
    public void HttpRequest(Block line, Connection c, GeneratedNode node, ReadOnlySpan<byte> verdict)
    {
        Head(line, c, node, isReply: false, verdict, "TCP"u8);
        line.Add(",\"l7\":{\"type\":\"REQUEST\",\"http\":{\"method\":\""u8);
        line.Add(Method(c));
        line.Add("\",\"url\":\""u8);
        Url(line, c);
        line.Add("\",\"protocol\":\"HTTP/1.1\",\"headers\":[{\"key\":\":scheme\",\"value\":\"http\"},{\"key\":\"Accept\",\"value\":\"*/*\"},{\"key\":\"User-Agent\",\"value\":\"okhttp/4.12.0\"},{\"key\":\"X-Request-Id\",\"value\":\"45f9d636-73b9-44c5-aa34-"u8);
        line.Add(100_000_000_000 + c.Lot);
        line.Add("\"}]}},\"event_type\":{\"type\":129},\"traffic_direction\":\"INGRESS\",\"is_reply\":false,\"Summary\":\"HTTP/1.1 "u8);
        line.Add(Method(c));
        line.Add(" "u8);
        Url(line, c);
        line.Add("\""u8);
        parts.Finish(line, node);
    }

    /// <summary>Its response.</summary>
    public void HttpResponse(Block line, Connection c, GeneratedNode node)
    {
        long latency = 1_000_000 + ((long)c.Lot * 211);
        ReadOnlySpan<byte> code = (c.Lot % 16) switch { 0 => "500"u8, 1 => "404"u8, 2 => "403"u8, _ => "200"u8 };
        Head(line, c, node, isReply: true, "FORWARDED\""u8, "TCP"u8);
        line.Add(",\"l7\":{\"type\":\"RESPONSE\",\"latency_ns\":\""u8);
        line.Add(latency);
        line.Add("\",\"http\":{\"code\":"u8);
        line.Add(code);
        line.Add(",\"method\":\""u8);
        line.Add(Method(c));
        line.Add("\",\"url\":\""u8);
        Url(line, c);
        line.Add("\",\"protocol\":\"HTTP/1.1\",\"headers\":[{\"key\":\"Content-Type\",\"value\":\"application/json; charset=utf-8\"},{\"key\":\"X-Envoy-Upstream-Service-Time\",\"value\":\"3\"},{\"key\":\"X-Request-Id\",\"value\":\"45f9d636-73b9-44c5-aa34-"u8);
        line.Add(100_000_000_000 + c.Lot);
        line.Add("\"}]}},\"reply\":true,\"event_type\":{\"type\":129},\"traffic_direction\":\"INGRESS\",\"is_reply\":true,\"Summary\":\"HTTP/1.1 "u8);
        line.Add(code);
        line.Add(" "u8);
        line.Add(latency / 1_000_000);
        line.Add("ms ("u8);
        line.Add(Method(c));
        line.Add(" "u8);
        Url(line, c);
        line.Add(")\""u8);
        parts.Finish(line, node);
    }

    private static ReadOnlySpan<byte> Method(Connection c) => (c.Lot % 7) switch { 0 => "POST"u8, 1 => "PUT"u8, 2 => "DELETE"u8, _ => "GET"u8 };

    private static void Url(Block line, Connection c)
    {
        line.Add(c.Edge.Server!.HttpHost);
        line.Add(c.Edge.Port);
        line.Add((c.Lot % 6) switch
        {
            0 => "/api/v2/search?q=a%20b\\u0026sort=\\u003cprice\\u003e"u8,
            1 => "/api/v1/orders?limit=50\\u0026offset=0"u8,
            2 => "/api/v1/users/me"u8,
            3 => "/metrics"u8,
            _ => "/healthz"u8,
        });
    }

    private static void Query(Block line, Connection c) => line.Add((c.Lot % 8) switch
    {
        0 => "kubernetes.default.svc.cluster.local."u8,
        1 => "cache-3.team-1.svc.cluster.local."u8,
        2 => "api-0.team-0.svc.cluster.local."u8,
        3 => "queue-6.team-2.svc.cluster.local."u8,
        4 => "db-7.team-3.svc.cluster.local."u8,
        5 => "login.example-1.com."u8,
        6 => "login.example-1.com.team-1.svc.cluster.local."u8,
        _ => "login.example-1.com.svc.cluster.local."u8,
    });

    private void Head(Block line, Connection c, GeneratedNode node, bool isReply, ReadOnlySpan<byte> verdict, ReadOnlySpan<byte> protocol)
    {
        (GeneratedEnd from, GeneratedEnd to) = isReply ? (c.Server, c.Client) : (c.Client, c.Server);
        (int source, int destination) = isReply ? (c.Edge.Port, c.ClientPort) : (c.ClientPort, c.Edge.Port);
        parts.Begin(line, verdict);
        LineParts.Addresses(line, from, [], to.Address);
        LineParts.Ports(line, protocol, source, destination);
        line.Add("}}"u8);
        LineParts.Ends(line, from.SeenFrom(node.Number), to.SeenFrom(node.Number), "L7"u8, node);
    }
}
