using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Verification;

public class VerifierTests
{
    [Theory]
    [InlineData("fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '9090', protocol: TCP}]}]", DenialCause.NoRuleForPort)]
    [InlineData("fromEndpoints: [{matchLabels: {app: batch}}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]", DenialCause.NoRuleForPeer)]
    [InlineData("fromEndpoints: [{matchLabels: {app: web, 'k8s:io.kubernetes.pod.namespace': front}}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]", DenialCause.Namespace)]
    [InlineData("fromCIDR: [10.0.0.0/8]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]", DenialCause.CidrCannotMatch)]
    [InlineData("toPorts: [{ports: [{port: '9090', protocol: TCP}]}]", DenialCause.NoRuleForPort)]
    public void A_default_deny_is_told_by_what_the_nearest_rule_lacks(string item, DenialCause cause)
    {
        VerificationResult result = Verify(WebCallsApi(), About("api", $"ingress:\n  - {item}"));
        Assert.Equal((0, 1, 0), (result.Admitted, result.Denied, result.Unjudged));
        Assert.False(result.Holds);
        DenialGroup group = Assert.Single(result.Denials, g => g.Direction == PolicyDirection.Ingress);
        Assert.Equal((cause, "shop/api", "shop/web"), (group.Cause, group.Subject.Name, group.Peer.Name));
        DenialGroup caller = Assert.Single(result.Denials, g => g.Direction == PolicyDirection.Egress);
        Assert.Equal((DenialCause.OtherEnd, "shop/web"), (caller.Cause, caller.Subject.Name));
    }

    [Fact]
    public void A_direction_that_is_closed_without_any_rule_says_so()
    {
        DenialGroup group = Assert.Single(Verify(WebCallsApi(), About("api", "ingress: [{}]")).Denials, g => g.Direction == PolicyDirection.Ingress);
        Assert.Equal(DenialCause.NoRuleForPeer, group.Cause);
        Assert.Equal("shop/api", group.Subject.Name);
        Assert.Equal("shop/p-api spec.ingress", Assert.Single(group.Denial.Rules).ToString());
    }

    [Fact]
    public void A_deny_rule_is_named_with_its_place()
    {
        VerificationResult result = Verify(
            WebCallsApi(),
            About("api", "ingressDeny:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n  ingress:\n  - fromEndpoints: [{}]"));
        DenialGroup group = Assert.Single(result.Denials, g => g.Direction == PolicyDirection.Ingress);
        Assert.Equal(DenialCause.ExplicitDeny, group.Cause);
        Assert.Equal("shop/p-api spec.ingressDeny[0]", Assert.Single(group.Denial.Rules).ToString());
    }

    [Fact]
    public void A_client_that_may_no_longer_ask_the_DNS_is_told_apart()
    {
        ClusterStory story = WebCallsApi();
        story.Get("shop/web").AsksDns();
        VerificationResult result = Verify(story, About("web", "egress:\n  - toEndpoints: [{matchLabels: {app: api}}]"));
        DenialGroup group = Assert.Single(result.Denials, g => g.Subject.Name == "shop/web");
        Assert.Equal(DenialCause.Dns, group.Cause);
        Assert.Equal((1, 1), (result.Admitted, result.Denied));
    }

    [Fact]
    public void A_name_that_was_asked_and_that_the_DNS_rule_does_not_list_is_refused_by_the_proxy()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").AsksDns(proxy: true, "api.example.com", "other.example.net");
        const string Rules = "egress:\n  - toEndpoints: [{matchLabels: {app: coredns, 'k8s:io.kubernetes.pod.namespace': kube-system}}]\n    toPorts: [{ports: [{port: '53', protocol: UDP}], rules: {dns: [";
        DenialGroup group = Assert.Single(Verify(story, About("web", Rules + "{matchName: api.example.com}]}}]")).Denials, g => g.Direction == PolicyDirection.Egress);
        Assert.Equal(DenialCause.L7Filter, group.Cause);
        Assert.Contains("other.example.net", group.Denial.Explanation, StringComparison.Ordinal);
        Assert.True(Verify(story, About("web", Rules + "{matchPattern: '*'}]}}]")).Holds);
    }

    [Fact]
    public void Each_address_of_the_world_counts_by_itself_and_an_address_without_a_name_is_unjudged_by_name()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").CallsWorld(
            443, WorldCall.At("203.0.113.1", "api.example.com"), WorldCall.At("203.0.113.2", "other.example.net"), WorldCall.At("203.0.113.3"));
        VerificationResult result = Verify(
            story,
            About("web", "egress:\n  - toFQDNs: [{matchName: api.example.com}]\n    toPorts: [{ports: [{port: '443', protocol: TCP}]}]"));
        Assert.Equal((1, 1, 1), (result.Admitted, result.Denied, result.Unjudged));
        DenialGroup group = Assert.Single(result.Denials);
        Assert.Equal(DenialCause.Name, group.Cause);
        Assert.Equal("203.0.113.2", Assert.Single(group.Connections).Connection.Address.ToString());
        Assert.Contains("name", Assert.Single(result.Verdicts, v => v.Verdict == ReplayVerdict.Unjudged).Egress.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_demands_authentication_denies_unless_the_cluster_authenticates()
    {
        PolicySet policies = Set(About("api", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    authentication: {mode: required}"));
        CommunicationGraph graph = WebCallsApi().Graph();
        VerificationOptions options = VerificationOptions.For(graph);
        Assert.Equal(DenialCause.Authentication, Verifier.Verify(graph, policies, options).Denials[0].Denial.Cause);
        Assert.True(Verifier.Verify(graph, policies, options with { AuthenticationWorks = true }).Holds);
    }

    [Fact]
    public void What_the_flows_say_differently_is_a_disagreement_and_audited_traffic_was_denied_by_policy()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web")
            .Calls("shop/api", 8080)
            .Calls("shop/api", 8081, outcome: EdgeOutcome.Denied)
            .Calls("shop/api", 8082, outcome: EdgeOutcome.Audited)
            .Calls("shop/api", 8083, outcome: EdgeOutcome.Audited)
            .Calls("shop/api", 8084, outcome: EdgeOutcome.Failed);
        VerificationResult result = Verify(
            story,
            About("api", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '8081', protocol: TCP}, {port: '8082', protocol: TCP}]}]"));
        ushort[] Ports(IEnumerable<ConnectionVerdict> verdicts) => [.. verdicts.Select(v => v.Connection.Edge.Port)];
        Assert.Equal([8080, 8083], Ports(result.WouldBeDenied));
        Assert.Equal([8081], Ports(result.NewlyAdmitted));
        Assert.Equal([8080, 8081, 8082], Ports(result.Disagreements));
        Assert.Equal((2, 3, 0), (result.Admitted, result.Denied, result.Unjudged));
    }

    [Fact]
    public void Ends_without_labels_are_unjudged_where_a_direction_is_closed_and_admitted_where_none_is()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/ghost").WithoutLabels().Calls("shop/api", 8080);
        story.Get("shop/ghost").Calls("shop/open", 8080);
        VerificationResult result = Verify(story, About("api", "ingress:\n  - fromEndpoints: [{}]"));
        Assert.Equal(0, result.Denied);
        Assert.Equal(2, result.Unjudged);
        Assert.Equal("the labels of shop/ghost are not known", result.Verdicts[0].Egress.Doubt);
    }

    private static ClusterStory WebCallsApi()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080);
        return story;
    }

    private static VerificationResult Verify(ClusterStory story, params Policy[] policies)
    {
        CommunicationGraph graph = story.Graph();
        return Verifier.Verify(graph, Set(policies), VerificationOptions.For(graph));
    }

    private static PolicySet Set(params Policy[] policies) => new(policies, []);

    private static Policy About(string app, string rules)
    {
        PolicyReadResult read = PolicyYamlReader.Read($$$"""
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: p-{{{app}}}, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: {{{app}}}}}
              {{{rules}}}
            """.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Empty(read.Findings);
        return Assert.Single(read.Policies);
    }
}
