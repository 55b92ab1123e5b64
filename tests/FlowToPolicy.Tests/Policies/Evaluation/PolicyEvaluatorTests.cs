using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

public sealed class PolicyEvaluatorTests
{
    [Fact]
    public void Without_a_policy_everything_is_let_through_and_nothing_is_isolated()
    {
        Assert.Equal(JudgementKind.Allowed, OutOfWeb(Db, 5432).Kind);
        Assert.False(new PolicyEvaluator([]).IsIsolated(PolicyDirection.Egress, Web.Labels));
    }

    [Fact]
    public void A_default_deny_names_the_rules_that_close_the_direction()
    {
        Policy closing = AboutWeb("egress: [{}]", "closing"), open = AboutWeb("ingress: [{}]", "unrelated");
        Judgement judgement = OutOfWeb(Db, 5432, closing, open);

        Assert.Equal(JudgementKind.DeniedByDefault, judgement.Kind);
        Assert.Equal(["shop/closing spec.egress"], judgement.Rules.Select(rule => rule.ToString()));
        Assert.True(new PolicyEvaluator([closing]).IsIsolated(PolicyDirection.Egress, Web.Labels));
        Assert.False(new PolicyEvaluator([closing]).IsIsolated(PolicyDirection.Ingress, Web.Labels));
        Assert.False(new PolicyEvaluator([closing]).IsIsolated(PolicyDirection.Egress, Db.Labels));
    }

    [Fact]
    public void Every_item_that_lets_a_connection_through_is_named_in_order()
    {
        Policy one = AboutWeb("egress: [{toEntities: [world]}, {toEndpoints: [{matchLabels: {app: db}}]}]", "one");
        Policy two = AboutWeb("egress: [{toPorts: [{ports: [{port: '5432', protocol: TCP}]}]}]", "two");

        Assert.Equal(["shop/one spec.egress[1]", "shop/two spec.egress[0]"], OutOfWeb(Db, 5432, one, two).Rules.Select(rule => rule.ToString()));
    }

    [Fact]
    public void A_deny_rule_wins_and_is_the_only_one_named()
    {
        Policy policy = AboutWeb("egress: [{toEntities: [all]}]\n  egressDeny: [{toEndpoints: [{matchLabels: {app: db}}]}]");
        Judgement judgement = OutOfWeb(Db, 5432, policy);

        Assert.Equal(JudgementKind.DeniedByRule, judgement.Kind);
        Assert.Equal(["shop/p spec.egressDeny[0]"], judgement.Rules.Select(rule => rule.ToString()));
        Assert.False(judgement.Admits);
    }

    [Theory]
    [InlineData("203.0.113.10", true)]
    [InlineData("203.0.113.11", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.96.0.1", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void A_world_address_is_judged_by_the_prefixes_that_hold_it(string address, bool admitted)
    {
        Policy policy = AboutWeb("egress: [{toCIDR: [203.0.113.10/32, '2001:db8::/32']}, {toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.96.0.0/12]}]}]");

        Assert.Equal(admitted, OutOfWeb(World(address, []), 443, policy).Admits);
    }

    [Fact]
    public void A_prefix_never_takes_in_a_pod_or_a_node_even_when_their_address_is_given()
    {
        Policy policy = AboutWeb("egress: [{toCIDR: [0.0.0.0/0]}]");
        Address address = Address.Parse("10.0.0.1");

        Assert.False(OutOfWeb(Db with { Address = address }, 443, policy).Admits);
        Assert.False(OutOfWeb(Host with { Address = address }, 443, policy).Admits);
        var nodes = new PolicyEvaluator([AboutWeb("egress: [{toCIDR: [10.0.0.0/24]}]")], new EvaluationOptions { CidrMatch = CidrMatchMode.Nodes });
        Assert.True(nodes.Judge(PolicyDirection.Egress, Web, Host with { Address = address }, Protocol.Tcp, 443).Admits);
        Assert.False(nodes.Judge(PolicyDirection.Egress, Web, Db with { Address = address }, Protocol.Tcp, 443).Admits);
        var closed = new PolicyEvaluator([AboutWeb("ingress: [{fromCIDR: [10.9.0.0/24]}]")], new EvaluationOptions { CidrMatch = CidrMatchMode.Nodes });
        Assert.True(closed.Judge(PolicyDirection.Ingress, Web, Host with { Address = address }, Protocol.Tcp, 443).Admits);
    }

    [Fact]
    public void A_rule_by_name_admits_the_name_denies_others_and_is_uncertain_where_no_name_is_known()
    {
        Policy policy = AboutWeb("egress: [{toFQDNs: [{matchName: api.example.com}], toPorts: [{ports: [{port: '443', protocol: TCP}]}]}]");

        Assert.True(OutOfWeb(World("203.0.113.10", "other.example.com", "api.example.com"), 443, policy).Admits);
        Assert.Equal(JudgementKind.DeniedByDefault, OutOfWeb(World("203.0.113.10", "other.example.com"), 443, policy).Kind);
        Assert.Equal(JudgementKind.DeniedByDefault, OutOfWeb(World("203.0.113.10", []), 443, policy).Kind);
        Judgement unknown = OutOfWeb(World("203.0.113.10", null), 443, policy);
        Assert.Equal((JudgementKind.Unresolvable, UnresolvedCause.NotKnown), (unknown.Kind, unknown.Cause));
        Assert.Equal(JudgementKind.DeniedByDefault, OutOfWeb(World("203.0.113.10", null), 80, policy).Kind);
        Assert.Equal(JudgementKind.DeniedByDefault, OutOfWeb(Db, 443, policy).Kind);
    }

    [Fact]
    public void A_given_address_counts_instead_of_the_prefix_labels_that_other_policies_gave_it()
    {
        Policy exact = AboutWeb("egress: [{toCIDR: [203.0.113.10/32]}]");
        PolicyEnd recorded = new(LabelSet.Parse("reserved:world", "cidr:203.0.0.0/16"), Address.Parse("203.0.113.10"), []);

        Assert.True(OutOfWeb(recorded, 443, exact).Admits);
        Assert.False(OutOfWeb(recorded with { Address = Address.Parse("203.0.113.11") }, 443, exact).Admits);
        Assert.False(OutOfWeb(recorded with { Address = default }, 443, exact).Admits);
    }

    [Fact]
    public void A_name_label_stands_in_for_names_that_are_not_known()
    {
        Policy policy = AboutWeb("egress: [{toFQDNs: [{matchName: api.example.com}]}]");
        PolicyEnd recorded = new(LabelSet.Parse("reserved:world", "fqdn:api.example.com"), Address.Parse("203.0.113.10"));

        Assert.True(OutOfWeb(recorded, 443, policy).Admits);
        Assert.False(OutOfWeb(recorded with { Names = ["other.example.com"] }, 443, policy).Admits);
    }

    [Fact]
    public void An_uncertain_rule_does_not_cloud_what_another_rule_decides()
    {
        Policy names = AboutWeb("egress: [{toFQDNs: [{matchName: api.example.com}]}]", "names");
        Policy allow = AboutWeb("egress: [{toCIDR: [203.0.113.0/24]}]", "allow");
        Policy deny = AboutWeb("egressDeny: [{toCIDR: [203.0.113.0/24]}]", "deny");

        Assert.Equal(JudgementKind.Allowed, OutOfWeb(World("203.0.113.10", null), 443, names, allow).Kind);
        Assert.Equal(JudgementKind.DeniedByRule, OutOfWeb(World("203.0.113.10", null), 443, names, deny).Kind);
    }

    [Fact]
    public void A_port_name_is_looked_up_in_the_subject_and_uncertain_where_its_ports_are_not_known()
    {
        var evaluator = new PolicyEvaluator([AboutWeb("ingress: [{toPorts: [{ports: [{port: http, protocol: TCP}]}]}]")]);
        JudgementKind Kind(IReadOnlyList<NamedPort>? ports, ushort port) =>
            evaluator.Judge(PolicyDirection.Ingress, Web with { NamedPorts = ports }, Db, Protocol.Tcp, port).Kind;

        Assert.Equal(JudgementKind.Allowed, Kind([new NamedPort("http", 8080, Protocol.Tcp)], 8080));
        Assert.Equal(JudgementKind.DeniedByDefault, Kind([new NamedPort("http", 8080, Protocol.Tcp)], 8081));
        Assert.Equal(JudgementKind.DeniedByDefault, Kind([], 8080));
        Assert.Equal(JudgementKind.Unresolvable, Kind(null, 8080));
    }

    [Theory]
    [InlineData("egress: [{toServices: [{k8sService: {serviceName: a, namespace: shop}}], toPorts: [{ports: [{port: '443', protocol: TCP}]}]}]", UnresolvedCause.NotKnown)]
    [InlineData("egress: [{toCIDRSet: [{cidrGroupRef: corp}]}]", UnresolvedCause.NotKnown)]
    [InlineData("egress: [{toGroups: [{aws: {region: x}}]}]", UnresolvedCause.NotKnown)]
    [InlineData("egress: [{toEndpoints: [{}], authentication: {mode: sometimes}}]", UnresolvedCause.NotModelled)]
    public void What_cannot_be_known_here_is_said_not_guessed(string rules, UnresolvedCause cause)
    {
        Judgement judgement = OutOfWeb(World("203.0.113.10", []), 443, AboutWeb(rules));

        Assert.Equal((JudgementKind.Unresolvable, cause), (judgement.Kind, judgement.Cause));
        Assert.False(judgement.Admits);
        Assert.NotEmpty(judgement.Reason!);
    }

    [Fact]
    public void Rules_that_contradict_each_other_make_the_subject_unresolvable_in_both_directions()
    {
        Policy http = AboutWeb("ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}]", "http");
        Policy kafka = AboutWeb("ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {kafka: [{topic: t}]}}]}]", "kafka");

        Assert.Equal(UnresolvedCause.Conflict, IntoWeb(Db, 80, http, kafka).Cause);
        Assert.Equal(UnresolvedCause.Conflict, OutOfWeb(Db, 80, http, kafka).Cause);
    }

    [Fact]
    public void The_local_host_gets_in_unless_a_rule_denies_it_or_the_option_is_off()
    {
        Policy closed = AboutWeb("ingress: [{}]"), denied = AboutWeb("ingressDeny: [{fromEntities: [host]}]");
        var strict = new PolicyEvaluator([closed], new EvaluationOptions { AllowLocalhost = false });

        Assert.True(IntoWeb(Host, 80, closed).Admits);
        Assert.False(IntoWeb(Host, 80, denied).Admits);
        Assert.False(strict.Judge(PolicyDirection.Ingress, Web, Host, Protocol.Tcp, 80).Admits);
        Assert.False(OutOfWeb(Host, 80, AboutWeb("egress: [{}]")).Admits);
    }

    [Fact]
    public void From_1_19_a_peer_without_a_cluster_is_in_the_local_one()
    {
        Policy policy = AboutWeb("egress: [{toEndpoints: [{matchLabels: {app: db}}]}]");
        PolicyEnd remote = Db with { Labels = Db.Labels.With(Label.K8s(LabelKeys.Cluster, "west")) };
        JudgementKind Kind(string version) => new PolicyEvaluator([policy], new EvaluationOptions { Version = CiliumVersion.Parse(version) })
            .Judge(PolicyDirection.Egress, Web, remote, Protocol.Tcp, 5432).Kind;

        Assert.Equal(JudgementKind.Allowed, Kind("1.18"));
        Assert.Equal(JudgementKind.DeniedByDefault, Kind("1.19"));
    }

    [Fact]
    public void Before_1_17_a_plain_rule_for_one_peer_gets_past_an_http_rule_for_all_on_a_wider_range()
    {
        Policy policy = AboutWeb(
            "egress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}, {toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '1', endPort: 90, protocol: TCP}]}]}]");
        JudgementKind Kind(string version) => new PolicyEvaluator([policy], new EvaluationOptions { Version = CiliumVersion.Parse(version) })
            .Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80).Kind;

        Assert.Equal(JudgementKind.Allowed, Kind("1.16"));
        Assert.Equal(JudgementKind.Redirected, Kind("1.18"));
    }

    [Fact]
    public void A_peer_in_another_namespace_needs_its_namespace_named()
    {
        Policy own = AboutWeb("ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]");
        Policy named = AboutWeb("ingress: [{fromEndpoints: [{matchLabels: {app: web, 'k8s:io.kubernetes.pod.namespace': other}}]}]");

        Assert.False(IntoWeb(Other, 80, own).Admits);
        Assert.True(IntoWeb(Other, 80, named).Admits);
    }
}
