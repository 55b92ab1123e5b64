using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation.Requests;

public sealed class RequestTests
{
    private const string GetCart = "rules: {http: [{method: GET, path: '/cart'}]}";
    private const string Db80 = "toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '80', protocol: TCP}]";
    private const string Any80 = "toPorts: [{ports: [{port: '80', protocol: TCP}]";
    private const string Db53 = "toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '53', protocol: ANY}]";
    private const string Names = "rules: {dns: [{matchPattern: '*.example.com'}]}";

    private static readonly HttpRequest Cart = new() { Method = "GET", Path = "/cart", Host = "db", Headers = [], ServerName = "" };

    [Theory]
    [InlineData("http: [{method: GET, path: '/cart'}]", JudgementKind.Redirected)]
    [InlineData("http: [{path: '/car'}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{path: '/car.*'}]", JudgementKind.Redirected)]
    [InlineData("http: [{method: POST}, {host: 'd[b]'}]", JudgementKind.Redirected)]
    [InlineData("http: [{method: POST, path: '/cart'}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{}]", JudgementKind.Redirected)]
    [InlineData("http: []", JudgementKind.Allowed)]
    [InlineData("http: [{headers: ['X-Key: one']}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{headers: ['X-Id: a b']}]", JudgementKind.Redirected)]
    [InlineData("http: [{headers: ['x-id']}]", JudgementKind.Redirected)]
    [InlineData("http: [{headers: ['X-Id:a']}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{headerMatches: [{name: X-Id, value: other}]}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{headerMatches: [{name: X-Id, value: other, mismatch: REPLACE}]}]", JudgementKind.Redirected)]
    [InlineData("http: [{headerMatches: [{name: X-Id, secret: {name: s, namespace: shop}}]}]", JudgementKind.Unresolvable)]
    [InlineData("http: [{headerMatches: [{name: X-None, secret: {name: s, namespace: shop}}]}]", JudgementKind.RefusedByProxy)]
    [InlineData("http: [{path: '/\\p{Greek}'}]", JudgementKind.Unresolvable)]
    [InlineData("http: [{path: '/\\p{Greek}'}, {method: GET}]", JudgementKind.Redirected)]
    [InlineData("{l7proto: memcache, l7: [{cmd: get}]}", JudgementKind.Unresolvable)]
    public void An_http_request_is_judged_by_the_rules_of_its_port(string rules, JudgementKind expected)
    {
        string block = rules.StartsWith('{') ? $"rules: {rules}" : $"rules: {{{rules}}}";
        HttpRequest request = Cart with { Headers = [new("X-Id", "a b")] };

        Assert.Equal(expected, Out(request, 80, $"{Db80}, {block}}}]").Kind);
    }

    [Fact]
    public void A_refusal_names_the_rules_that_do_not_match_and_a_pass_those_that_do()
    {
        Policy policy = AboutWeb($"egress: [{{{Db80}, {GetCart}}}]}}, {{{Db80}, rules: {{http: [{{path: '/pay'}}]}}}}]}}]");
        Judgement Judge(string path) => new PolicyEvaluator([policy]).Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80, Cart with { Path = path });

        Assert.Equal(["shop/p spec.egress[0]", "shop/p spec.egress[1]"], Judge("/x").Rules.Select(rule => rule.ToString()));
        Assert.False(Judge("/x").Admits);
        Assert.Equal(["shop/p spec.egress[1]"], Judge("/pay").Rules.Select(rule => rule.ToString()));
        Assert.True(Judge("/pay").Admits);
    }

    [Fact]
    public void An_attribute_that_is_not_known_makes_the_answer_uncertain_only_where_it_matters()
    {
        Assert.Equal(JudgementKind.Unresolvable, Out(Cart with { Path = null }, 80, $"{Db80}, {GetCart}}}]").Kind);
        Assert.Equal(JudgementKind.RefusedByProxy, Out(Cart with { Path = null, Method = "PUT" }, 80, $"{Db80}, {GetCart}}}]").Kind);
        Assert.Equal(JudgementKind.Redirected, Out(new HttpRequest(), 80, $"{Db80}, rules: {{http: [{{}}]}}}}]").Kind);
        Assert.Equal(JudgementKind.Unresolvable, Out(Cart with { Headers = null }, 80, $"{Db80}, rules: {{http: [{{headers: [X-Id]}}]}}}}]").Kind);
    }

    // policy-semantics 2.5, row by row: /other is not what the HTTP rule lets pass.
    [Theory]
    [InlineData($"{Db80}, {GetCart}}}]", $"{Db80}}}]", JudgementKind.Redirected)]
    [InlineData($"{Any80}, {GetCart}}}]", $"{Db80}}}]", JudgementKind.Redirected)]
    [InlineData($"{Db80}, {GetCart}}}]", "toEndpoints: [{matchLabels: {app: db}}]", JudgementKind.Redirected)]
    [InlineData($"{Db80}, {GetCart}}}]", "toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '1', endPort: 100, protocol: TCP}]}]", JudgementKind.Redirected)]
    [InlineData($"{Db80}, {GetCart}}}]", "toEndpoints: [{matchLabels: {app: other}}], toPorts: [{ports: [{port: '80', protocol: TCP}]}]", JudgementKind.RefusedByProxy)]
    [InlineData($"{Db80}, {GetCart}}}]", "toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '80', protocol: UDP}]}]", JudgementKind.RefusedByProxy)]
    public void Any_plain_rule_for_the_peer_and_port_lets_every_http_request_pass(string http, string plain, JudgementKind expected) =>
        Assert.Equal(expected, Out(Cart with { Path = "/other" }, 80, http, plain).Kind);

    [Theory]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}]", JudgementKind.RefusedByProxy)]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '1', endPort: 100, protocol: ANY}]}]", JudgementKind.RefusedByProxy)]
    [InlineData("toEndpoints: [{matchLabels: {app: other}}], toPorts: [{ports: [{port: '53', protocol: ANY}]}]", JudgementKind.RefusedByProxy)]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '53', protocol: TCP}]}]", JudgementKind.RefusedByProxy)]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '53', protocol: UDP}]}]", JudgementKind.Redirected)]
    [InlineData("toPorts: [{ports: [{port: '53', protocol: UDP}]}]", JudgementKind.Redirected)]
    public void Only_a_plain_rule_for_just_that_port_voids_a_dns_filter(string plain, JudgementKind expected)
    {
        Policy policy = AboutWeb($"egress: [{{{Db53}, {Names}}}]}}, {{{plain}}}]");
        JudgementKind Kind(string name) => new PolicyEvaluator([policy]).Judge(PolicyDirection.Egress, Web, Db, Protocol.Udp, 53, new DnsQuery(name)).Kind;

        Assert.Equal(JudgementKind.Redirected, Kind("Api.Example.com."));
        Assert.Equal(expected, Kind("evil.test"));
    }

    [Theory]
    [InlineData("1.18", "a.b.example.com", JudgementKind.RefusedByProxy)]
    [InlineData("1.19", "a.b.example.com", JudgementKind.Redirected)]
    [InlineData("1.19", "example.com", JudgementKind.RefusedByProxy)]
    public void A_dns_pattern_is_read_by_its_version(string version, string name, JudgementKind expected)
    {
        Policy policy = AboutWeb($"egress: [{{{Db53}, rules: {{dns: [{{matchPattern: '**.example.com'}}]}}}}]}}]");

        Assert.Equal(expected, Judge(policy, version, new DnsQuery(name), 53).Kind);
    }

    [Theory]
    [InlineData("api.example.com", "api.example.com", null, JudgementKind.Redirected)]
    [InlineData("api.example.com", "other.example.com", null, JudgementKind.RefusedByProxy)]
    [InlineData("api.example.com", "", null, JudgementKind.RefusedByProxy)]
    [InlineData("api.example.com", null, null, JudgementKind.Unresolvable)]
    [InlineData("api.example.com", "other.example.com", Db80, JudgementKind.RefusedByProxy)]
    [InlineData("api.example.com", "other.example.com", Any80, JudgementKind.Redirected)]
    [InlineData("*.example.com", "a.example.com", null, JudgementKind.Redirected)]
    [InlineData("*.example.com", "a.b.example.com", null, JudgementKind.RefusedByProxy)]
    [InlineData("**.example.com", "a.b.example.com", null, JudgementKind.Redirected)]
    public void A_list_of_server_names_is_not_widened_by_a_plain_rule_of_the_same_peer(string allowed, string? asked, string? plain, JudgementKind expected)
    {
        string[] items = plain is null ? [$"{Db80}, serverNames: ['{allowed}']}}]"] : [$"{Db80}, serverNames: ['{allowed}']}}]", $"{plain}}}]"];

        Assert.Equal(expected, Out(new TlsHello(asked), 80, items).Kind);
    }

    [Fact]
    public void Requests_of_the_local_host_all_pass()
    {
        Policy policy = AboutWeb("ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{path: '/public'}]}}]}]");
        var evaluator = new PolicyEvaluator([policy]);

        Assert.Equal(JudgementKind.Redirected, evaluator.Judge(PolicyDirection.Ingress, Web, Host, Protocol.Tcp, 80, Cart).Kind);
        Assert.Equal(JudgementKind.RefusedByProxy, evaluator.Judge(PolicyDirection.Ingress, Web, Db, Protocol.Tcp, 80, Cart).Kind);
    }

    [Theory]
    [InlineData("1.16", JudgementKind.RefusedByProxy)]
    [InlineData("1.17", JudgementKind.RefusedByProxy)]
    [InlineData("1.18", JudgementKind.Redirected)]
    public void Rules_that_leave_the_direction_open_refuse_nothing_from_1_18(string version, JudgementKind expected)
    {
        Policy policy = AboutWeb($"enableDefaultDeny: {{egress: false}}\n  egress: [{{{Db80}, {GetCart}}}]}}]");

        Assert.Equal(expected, Judge(policy, version, Cart with { Path = "/other" }, 80).Kind);
        Assert.Equal(JudgementKind.Allowed, Judge(policy, version, Cart with { Path = "/other" }, 81).Kind);
    }

    [Fact]
    public void Before_1_17_a_more_specific_plain_rule_keeps_requests_from_the_proxy()
    {
        Policy policy = AboutWeb($"egress: [{{{Any80}, {GetCart}}}]}}, {{toEndpoints: [{{matchLabels: {{app: db}}}}], toPorts: [{{ports: [{{port: '1', endPort: 90, protocol: TCP}}]}}]}}]");

        Assert.Equal(JudgementKind.Allowed, Judge(policy, "1.16", Cart with { Path = "/other" }, 80).Kind);
        Assert.Equal(JudgementKind.Redirected, Judge(policy, "1.18", Cart with { Path = "/other" }, 80).Kind);
    }

    [Theory]
    [InlineData("role: produce, topic: orders", 0, "orders", JudgementKind.Redirected)]
    [InlineData("role: produce, topic: orders", 1, "orders", JudgementKind.RefusedByProxy)]
    [InlineData("role: produce, topic: orders", 0, "other", JudgementKind.RefusedByProxy)]
    [InlineData("apiKey: fetch", 1, "other", JudgementKind.Redirected)]
    [InlineData("apiKey: fetch, clientID: c", 1, "other", JudgementKind.Unresolvable)]
    [InlineData("apiKey: levitate", 1, "other", JudgementKind.Unresolvable)]
    public void A_kafka_request_is_judged_by_api_and_topic(string rule, short key, string topic, JudgementKind expected)
    {
        string item = $"{Db80}, rules: {{kafka: [{{{rule}}}]}}}}]";

        Assert.Equal(expected, Out(new KafkaRequest { ApiKey = key, Topics = [topic] }, 80, item).Kind);
    }

    [Fact]
    public void A_denied_connection_is_denied_whatever_the_request()
    {
        Policy policy = AboutWeb($"egress: [{{{Db80}, {GetCart}}}]}}]\n  egressDeny: [{{toPorts: [{{ports: [{{port: '80', protocol: TCP}}]}}]}}]");

        Assert.Equal(JudgementKind.DeniedByRule, Judge(policy, "1.18", Cart, 80).Kind);
        Assert.Equal(JudgementKind.DeniedByDefault, Judge(policy, "1.18", Cart, 81).Kind);
    }

    [Fact]
    public void A_proxy_that_may_get_the_connection_leaves_a_refused_request_open_and_a_certain_rule_settles_it()
    {
        string named = $"toFQDNs: [{{matchName: a.example.com}}], toPorts: [{{ports: [{{port: '80', protocol: TCP}}], {GetCart}}}]";
        Judgement Of(string path, params string[] others) => new PolicyEvaluator([AboutWeb($"egress: [{string.Join(", ", others.Prepend(named).Select(item => $"{{{item}}}"))}]")])
            .Judge(PolicyDirection.Egress, Web, World("203.0.113.1", null), Protocol.Tcp, 80, Cart with { Path = path });

        Assert.Equal(UnresolvedCause.NotKnown, Of("/other").Cause);
        Assert.Equal(JudgementKind.Allowed, Of("/other", "toEntities: [world]").Kind);
    }

    private static Judgement Out(L7Request request, ushort port, params string[] items) =>
        Judge(AboutWeb($"egress: [{string.Join(", ", items.Select(item => $"{{{item}}}"))}]"), "1.18", request, port);

    private static Judgement Judge(Policy policy, string version, L7Request request, ushort port) =>
        new PolicyEvaluator([policy], new EvaluationOptions { Version = CiliumVersion.Parse(version) }).Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, port, request);
}
