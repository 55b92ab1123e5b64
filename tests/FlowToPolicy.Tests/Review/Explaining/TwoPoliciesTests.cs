using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;
using static FlowToPolicy.Tests.Review.Explaining.PolicyTexts;

namespace FlowToPolicy.Tests.Review.Explaining;

/// <summary>The rows of Cilium's conformance cases in which two policies meet: the explanation names the rule that decides, and its line.</summary>
public class TwoPoliciesTests
{
    private const string AllowWeb = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}]}]";
    private const string DenyWeb = "ingressDeny:\n  - fromEndpoints: [{matchLabels: {app: web}}]";
    private const string Http = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{method: GET}]}}]";

    [Fact]
    public void An_L3_deny_of_one_policy_beats_the_narrower_allow_of_another()
    {
        DirectionExplanation ingress = Ingress("80", About("db", "allow", AllowWeb), About("db", "deny", DenyWeb));
        Assert.Equal(DenialCause.ExplicitDeny, ingress.Denial!.Cause);
        Assert.Equal("shop/deny spec.ingressDeny[0] set.yaml:16:5", Place(Assert.Single(ingress.Denial.Rules)));
        Assert.Equal(["shop/deny spec.ingressDeny[0]", "shop/allow spec.ingress[0]"], ingress.Rules.Where(r => r.Matches).Select(r => r.Reference.ToString()));
        Assert.StartsWith("shop/allow spec.ingress[0] (set.yaml:7:5) has no effect here", Assert.Single(ingress.Notes), StringComparison.Ordinal);
        Assert.Contains("narrow or remove shop/deny", ingress.Opening!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_deny_beats_an_L3_allow_on_that_port_only()
    {
        string[] set = [About("db", "allow", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]"), About("db", "deny", "ingressDeny:\n  - toPorts: [{ports: [{port: '22', protocol: TCP}]}]")];
        Assert.Equal("shop/deny spec.ingressDeny[0]", Assert.Single(Ingress("22", set).Denial!.Rules).ToString());
        Assert.Equal(ReplayVerdict.Admitted, Ingress("23", set).Side.Verdict);
    }

    [Fact]
    public void A_cluster_wide_deny_beats_a_namespaced_allow_and_a_Kubernetes_one()
    {
        string deny = Clusterwide("db", "guard", "ingressDeny:\n  - fromEntities: [all]");
        Assert.Equal("guard spec.ingressDeny[0] set.yaml:16:5", Place(Assert.Single(Ingress("80", About("db", "allow", AllowWeb), deny).Denial!.Rules)));
        Assert.Equal("guard spec.ingressDeny[0]", Assert.Single(Ingress("80", Kubernetes("db", "knp", "ingress: [{}]"), deny).Denial!.Rules).ToString());
    }

    [Fact]
    public void A_second_policy_closes_what_the_first_one_left_open()
    {
        DirectionExplanation ingress = Ingress(
            "80",
            About("db", "observer", "enableDefaultDeny: {ingress: false}\n  ingress:\n  - fromEndpoints: [{matchLabels: {app: batch}}]"),
            About("db", "closing", "ingress:\n  - fromEndpoints: [{matchLabels: {app: batch}}]"));
        Assert.Equal("shop/closing spec.ingress set.yaml:14:3", Place(Assert.Single(ingress.Isolating)));
        Assert.Equal("shop/closing spec.ingress", Assert.Single(ingress.Denial!.Rules).ToString());
    }

    [Fact]
    public void A_deny_only_policy_closes_the_rest_of_its_direction()
    {
        DirectionExplanation ingress = Ingress("80", About("db", "deny", "ingressDeny:\n  - fromEndpoints: [{matchLabels: {app: batch}}]"));
        Assert.Equal(DenialCause.NoRuleForPeer, ingress.Denial!.Cause);
        Assert.Equal("shop/deny spec.ingressDeny", Assert.Single(ingress.Isolating).ToString());
    }

    [Fact]
    public void A_deny_without_default_deny_leaves_others_open()
    {
        DirectionExplanation ingress = Ingress("80", About("db", "deny", "enableDefaultDeny: {ingress: false}\n  ingressDeny:\n  - fromEndpoints: [{matchLabels: {app: batch}}]"));
        Assert.Equal(ReplayVerdict.Admitted, ingress.Side.Verdict);
        Assert.Empty(ingress.Isolating);
    }

    [Fact]
    public void An_allow_in_one_policy_and_isolation_in_another_are_told_apart()
    {
        DirectionExplanation ingress = Ingress("80", About("db", "closed", "ingress: [{}]"), About("db", "allow", AllowWeb));
        Assert.Equal(ReplayVerdict.Admitted, ingress.Side.Verdict);
        Assert.Equal("shop/allow spec.ingress[0] set.yaml:14:5", Place(Assert.Single(ingress.Rules, r => r.Matches).Reference));
        Assert.Equal(["shop/closed spec.ingress", "shop/allow spec.ingress"], ingress.Isolating.Select(r => r.ToString()));
    }

    [Fact]
    public void A_Kubernetes_policy_and_a_Cilium_policy_add_up()
    {
        string[] set = [Kubernetes("db", "knp", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]"), About("db", "cnp", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '443', protocol: TCP}]}]")];
        Assert.Equal("shop/knp spec.ingress[0]", Assert.Single(Ingress("80", set).Rules, r => r.Matches).Reference.ToString());
        DirectionExplanation https = Ingress("443", set);
        Assert.Equal("shop/cnp spec.ingress[0]", Assert.Single(https.Rules, r => r.Matches).Reference.ToString());
        Assert.Equal("takes in the peer, but not on this port", Assert.Single(https.Rules, r => !r.Matches).Lacks);
    }

    [Theory]
    [InlineData("ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]", true)]
    [InlineData("ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}]}]", true)]
    [InlineData("ingress:\n  - fromEndpoints: [{matchLabels: {app: batch}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}]}]", false)]
    public void A_plain_rule_for_the_same_peer_voids_an_HTTP_filter(string plain, bool isVoid)
    {
        DirectionExplanation ingress = Ingress("80", About("db", "http", Http), About("db", "plain", plain));
        Assert.Equal(JudgementKind.Redirected, ingress.Side.Judgement!.Kind);
        Assert.Equal(isVoid, ingress.Notes.Any(note => note.StartsWith("the filter of shop/http spec.ingress[0] (set.yaml:7:5) is void: shop/plain spec.ingress[0] (set.yaml:16:5)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("egress:\n  - toPorts: [{ports: [{port: '53', protocol: ANY}]}]", true)]
    [InlineData("egress:\n  - toEndpoints: [{matchLabels: {app: batch}}]\n    toPorts: [{ports: [{port: '53', protocol: UDP}]}]", true)]
    [InlineData("egress:\n  - toEndpoints: [{matchLabels: {app: db}}]", false)]
    public void A_plain_rule_on_the_DNS_port_voids_a_name_filter_whatever_its_peer_but_not_one_without_ports(string plain, bool isVoid)
    {
        string dns = About("web", "dns", "egress:\n  - toEndpoints: [{matchLabels: {app: db}}]\n    toPorts: [{ports: [{port: '53', protocol: UDP}], rules: {dns: [{matchName: a.example.com}]}}]");
        DirectionExplanation egress = Explain("53/UDP", dns, About("web", "plain", plain)).Egress;
        Assert.Equal(ReplayVerdict.Admitted, egress.Side.Verdict);
        Assert.Equal(isVoid, egress.Notes.Any(note => note.StartsWith("the name filter of shop/dns spec.egress[0] (set.yaml:7:5) is void: shop/plain", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_broad_CIDR_deny_beats_a_narrow_CIDR_allow()
    {
        PortExplanation answer = ExplainTo(
            "10.1.2.3",
            "443",
            About("web", "allow", "egress:\n  - toCIDR: [10.1.0.0/16]"),
            About("web", "deny", "egressDeny:\n  - toCIDR: [10.0.0.0/8]"));
        Assert.Equal("shop/deny spec.egressDeny[0] set.yaml:15:5", Place(Assert.Single(answer.Egress.Denial!.Rules)));
    }

    [Fact]
    public void An_exception_is_no_deny_when_another_item_allows_the_address()
    {
        string narrowed = About("web", "narrowed", "egress:\n  - toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}]");
        DirectionExplanation alone = ExplainTo("10.1.2.3", "443", narrowed).Egress;
        Assert.Equal(ReplayVerdict.Denied, alone.Side.Verdict);
        Assert.DoesNotContain(alone.Rules, r => r.Matches);
        DirectionExplanation both = ExplainTo("10.1.2.3", "443", narrowed, About("web", "other", "egress:\n  - toCIDR: [10.1.2.0/24]")).Egress;
        Assert.Equal("shop/other spec.egress[0] set.yaml:15:5", Place(Assert.Single(both.Rules, r => r.Matches).Reference));
    }

    [Fact]
    public void A_deny_of_the_world_beats_a_name_that_is_allowed()
    {
        PortExplanation answer = ExplainTo(
            "api.example.com",
            "443",
            About("web", "names", "egress:\n  - toFQDNs: [{matchName: api.example.com}]"),
            About("web", "deny", "egressDeny:\n  - toEntities: [world]"));
        Assert.Equal("shop/deny spec.egressDeny[0]", Assert.Single(answer.Egress.Denial!.Rules).ToString());
        Assert.Contains("shop/names spec.egress[0]", Assert.Single(answer.Egress.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void L3_and_L4_of_two_items_do_not_add_up()
    {
        DirectionExplanation ingress = Ingress(
            "443",
            About("db", "p", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}]}]\n  - fromEndpoints: [{matchLabels: {app: batch}}]\n    toPorts: [{ports: [{port: '443', protocol: TCP}]}]"));
        Assert.Equal(
            ["shop/p spec.ingress[0]: takes in the peer, but not on this port", "shop/p spec.ingress[1]: opens the port, but not to this peer"],
            ingress.Rules.Select(r => $"{r.Reference}: {r.Lacks}"));
    }

    [Fact]
    public void Both_ends_must_let_it_through()
    {
        PortExplanation answer = Explain("80", About("db", "allow", AllowWeb), About("web", "closed", "egress: [{}]"));
        Assert.Equal((ReplayVerdict.Denied, ReplayVerdict.Denied, ReplayVerdict.Admitted), (answer.Verdict, answer.Egress.Side.Verdict, answer.Ingress.Side.Verdict));
        Assert.Null(answer.Ingress.Opening);
        Assert.NotNull(answer.Egress.Opening);
    }

    [Fact]
    public void Without_any_policy_the_smallest_closing_is_a_deny_that_closes_nothing_else()
    {
        PortExplanation answer = Explain("80");
        Assert.Equal(ReplayVerdict.Admitted, answer.Verdict);
        Assert.Contains("enableDefaultDeny:", answer.Closing!.Yaml, StringComparison.Ordinal);
        PolicySet closed = Set(answer.Closing.Yaml);
        Assert.Equal(ReplayVerdict.Denied, Ask(closed, "80").Verdict);
        Assert.Equal(ReplayVerdict.Admitted, Ask(closed, "81").Verdict);
    }

    private static string Place(RuleReference rule) => $"{rule} {rule.Position}";

    private static DirectionExplanation Ingress(string port, params string[] documents) => Explain(port, documents).Ingress;

    private static PortExplanation Explain(string port, params string[] documents) => Ask(Set([.. documents.DefaultIfEmpty(About("none", "none", "ingress: [{}]"))]), port);

    private static PortExplanation ExplainTo(string server, string port, params string[] documents) => Ask(Set(documents), port, server);

    private static PortExplanation Ask(PolicySet set, string port, string server = "shop/db")
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/db", 5432);
        CommunicationGraph graph = story.Graph();
        VerificationOptions options = VerificationOptions.For(graph);
        var resolver = new EndResolver(graph, [], options.Evaluation);
        Assert.True(AskedPort.TryParse(port, out AskedPort asked));
        return Assert.Single(new ConnectionExplainer(graph, set, options).Explain(resolver.Find("shop/web").End!, resolver.Find(server).End!, asked).Ports);
    }
}
