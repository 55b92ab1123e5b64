using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

/// <summary>Rules that contradict each other, and rules that only seem to; found by random policy sets.</summary>
public sealed class ConflictTests
{
    private const string Http = "toPorts: [{ports: [{port: \"80\", protocol: TCP}], rules: {http: [{method: GET}]}}]";
    private const string Kafka = "toPorts: [{ports: [{port: \"80\", protocol: TCP}], rules: {kafka: [{topic: t}]}}]";
    private const string Sni = "toPorts: [{ports: [{port: \"80\", protocol: TCP}], serverNames: [a.test]}]";

    [Fact]
    public void Proxies_of_the_two_directions_do_not_contradict_each_other() =>
        Assert.Equal(JudgementKind.Redirected, IntoWeb(Db, 80, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}]\n  egress: [{{toEndpoints: [{{}}], {Kafka}}}]")).Kind);

    [Fact]
    public void An_item_that_selects_nobody_contradicts_nothing() =>
        Assert.Equal(JudgementKind.Redirected, IntoWeb(Db, 80, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}, {{fromEndpoints: [], {Kafka}}}]")).Kind);

    [Fact]
    public void A_contradiction_in_one_direction_fails_both() =>
        Assert.Equal(UnresolvedCause.Conflict, OutOfWeb(Db, 443, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}, {{fromEntities: [host], {Kafka}}}]")).Cause);

    [Fact]
    public void Server_names_beside_rules_for_requests_of_the_same_peer_need_TLS_to_be_ended() =>
        Assert.Equal(UnresolvedCause.Conflict, IntoWeb(Db, 80, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}, {{fromEndpoints: [{{}}], {Sni}}}]")).Cause);

    [Fact]
    public void Server_names_and_rules_for_requests_of_different_peers_go_together() =>
        Assert.Equal(JudgementKind.Redirected, IntoWeb(Db, 80, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}, {{fromEntities: [host], {Sni}}}]")).Kind);

    [Theory]
    [InlineData("two", 1, UnresolvedCause.Conflict)]
    [InlineData("two", 2, UnresolvedCause.None)]
    [InlineData("one", 1, UnresolvedCause.None)]
    public void Two_listeners_of_one_priority_contradict_each_other(string name, int priority, UnresolvedCause expected)
    {
        static string Item(string name, int priority) =>
            $"{{toEndpoints: [{{}}], toPorts: [{{ports: [{{port: \"80\", protocol: TCP}}], listener: {{envoyConfig: {{kind: CiliumClusterwideEnvoyConfig, name: e}}, name: {name}, priority: {priority}}}}}]}}";

        Assert.Equal(expected, OutOfWeb(Db, 80, AboutWeb($"egress: [{Item("one", 1)}, {Item(name, priority)}]")).Cause);
    }

    [Fact]
    public void A_parser_without_rules_gets_no_traffic() =>
        Assert.Equal(JudgementKind.Allowed, IntoWeb(Db, 80, AboutWeb("ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: \"80\", protocol: TCP}], rules: {l7proto: other}}]}]")).Kind);

    [Fact]
    public void A_parser_without_rules_contradicts_another_one() =>
        Assert.Equal(UnresolvedCause.Conflict, IntoWeb(Db, 80, AboutWeb($"ingress: [{{fromEndpoints: [{{}}], {Http}}}, {{fromEntities: [host], toPorts: [{{ports: [{{port: \"80\", protocol: TCP}}], rules: {{l7proto: other}}}}]}}]")).Cause);

    [Fact]
    public void The_local_host_is_free_to_enter_pods_but_not_the_host_itself()
    {
        var policy = AboutWeb("ingress: [{}]");
        var aboutHost = policy with
        {
            Kind = FlowToPolicy.Policies.Model.PolicyKind.CiliumClusterwideNetworkPolicy,
            Namespace = "",
            Rules = [policy.Rules[0] with { EndpointSelector = null, NodeSelector = new FlowToPolicy.Policies.Model.LabelSelector() }],
        };
        var evaluator = new PolicyEvaluator([policy, aboutHost], new EvaluationOptions { HostFirewall = true });
        Assert.Equal(JudgementKind.Allowed, evaluator.Judge(PolicyDirection.Ingress, Web, Host, Protocol.Tcp, 80).Kind);
        Assert.Equal(JudgementKind.DeniedByDefault, evaluator.Judge(PolicyDirection.Ingress, Host, Host, Protocol.Tcp, 80).Kind);
    }

    [Fact]
    public void A_mode_of_a_plain_rule_for_a_peer_does_not_reach_a_redirect_for_everybody()
    {
        var policy = AboutWeb($"ingress: [{{fromEndpoints: [{{}}], authentication: {{mode: required}}}}, {{{Http}}}]");
        Assert.Equal(JudgementKind.Redirected, IntoWeb(Db, 80, policy).Kind);
        Assert.Equal(JudgementKind.AuthRequired, IntoWeb(Db, 81, policy).Kind);
    }

    [Fact]
    public void A_rule_for_a_peer_that_a_redirect_for_everybody_covers_brings_no_mode_into_it()
    {
        const string Plain = "toPorts: [{ports: [{port: \"80\", protocol: TCP}]}]";
        var policy = AboutWeb($"ingress: [{{{Http}}}, {{fromEndpoints: [{{}}], {Plain}}}, {{fromEndpoints: [{{}}], authentication: {{mode: required}}}}]");
        Assert.Equal(JudgementKind.Redirected, IntoWeb(Db, 80, policy).Kind);
    }
}
