using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;
using static FlowToPolicy.Tests.Review.Explaining.PolicyTexts;

namespace FlowToPolicy.Tests.Review.Usage;

public class UsageTests
{
    private const string Web = "- fromEndpoints: [{matchLabels: {app: web}}]";

    [Fact]
    public void A_rule_that_nobody_used_is_named_and_one_that_was_used_is_not()
    {
        UsageReport usage = Of(About("api", "p", $"ingress:\n  {Web}\n    toPorts: [{{ports: [{{port: '8080', protocol: TCP}}]}}]\n  - fromEndpoints: [{{matchLabels: {{app: batch}}}}]"));
        Assert.Equal("shop/p spec.ingress[1]", Assert.Single(usage.Unused).ToString());
        Assert.Empty(usage.Wide);
    }

    [Fact]
    public void What_was_only_denied_used_nothing()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080, outcome: EdgeOutcome.Denied);
        Assert.Single(Of(story, About("api", "p", $"ingress:\n  {Web}")).Unused);
    }

    [Theory]
    [InlineData("toPorts: [{ports: [{port: '8080', protocol: TCP}, {port: '9090', protocol: TCP}]}]", "port TCP/9090 was never used")]
    [InlineData("toPorts: [{ports: [{port: '8000', endPort: 8100, protocol: TCP}]}]", "of the ports TCP/8000-8100 used were TCP/8080")]
    [InlineData("", "every port is open, and used were TCP/8080")]
    public void A_rule_with_more_ports_than_were_used_gets_a_narrower_one_that_admits_the_same(string ports, string excess)
    {
        WideItem wide = Assert.Single(Of(About("api", "p", $"ingress:\n  {Web}\n    {ports}")).Wide);
        Assert.Equal(excess, Assert.Single(wide.Excess));
        UsageReport narrowed = Of(About("api", "p", "ingress:\n" + string.Join('\n', wide.Narrower.TrimEnd('\n').Split('\n').Select(line => "  " + line))));
        Assert.Empty(narrowed.Wide);
        Assert.Empty(narrowed.Unused);
    }

    [Fact]
    public void A_peer_that_never_came_is_left_out_of_the_narrower_rule()
    {
        WideItem wide = Assert.Single(Of(About("api", "p", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}, {matchLabels: {app: batch}}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]")).Wide);
        Assert.Contains("(entry 2) was never used", Assert.Single(wide.Excess), StringComparison.Ordinal);
        Assert.DoesNotContain("batch", wide.Narrower, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- fromEndpoints: [{}]", true)]
    [InlineData("- fromEntities: [cluster]", true)]
    [InlineData("- toPorts: [{ports: [{port: '8000', endPort: 8100, protocol: TCP}]}]", true)]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]", true)]
    [InlineData("- fromEndpoints: [{matchLabels: {app: batch}}]", false)]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web, tier: one}}]", false)]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '8081', protocol: TCP}]}]", false)]
    [InlineData("- fromEndpoints: [{}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}], rules: {http: [{method: GET}]}}]", false)]
    [InlineData("- fromEndpoints: [{}]\n    authentication: {mode: required}", false)]
    [InlineData("- fromEndpoints: [{matchExpressions: [{key: app, operator: NotIn, values: [batch]}]}]", false)]
    public void A_rule_is_superfluous_only_when_another_one_lets_all_of_it_through(string other, bool isShadowed)
    {
        UsageReport usage = Of(About("api", "narrow", $"ingress:\n  {Web}\n    toPorts: [{{ports: [{{port: '8080', protocol: TCP}}]}}]"), About("api", "other", $"ingress:\n  {other}"));
        Assert.Equal(isShadowed, usage.Shadowed.Any(item => item.Item.Policy.Name == "narrow" && item.By.Policy.Name == "other"));
    }

    [Fact]
    public void Of_two_equal_rules_one_stays()
    {
        string rules = $"ingress:\n  {Web}";
        Assert.Single(Of(About("api", "a", rules), About("api", "b", rules)).Shadowed);
        Assert.Empty(Of(About("api", "a", rules), About("web", "b", rules)).Shadowed);
    }

    [Fact]
    public void A_policy_that_selects_nobody_is_named()
    {
        UsageReport usage = Of(About("api", "p", "ingress: [{}]"), About("gone", "q", "ingress: [{}]"), Kubernetes("api", "closing", "policyTypes: [Ingress]"), Kubernetes("gone", "r", "policyTypes: [Ingress]"));
        Assert.Equal(["q", "r"], usage.SelectsNobody.Select(policy => policy.Name));
    }

    [Fact]
    public void Numbers_tell_shares_and_what_is_admitted_against_what_is_used()
    {
        UsageNumbers open = Of().Numbers;
        Assert.Equal((3, 0, 0, 3), (open.Workloads, open.IngressIsolated, open.EgressIsolated, open.OpenToWorld));
        Assert.Equal((3L, 1L), (open.Admitted, open.Used));
        UsageNumbers closed = Of(About("api", "p", $"ingress:\n  {Web}\n    toPorts: [{{ports: [{{port: '8080', protocol: TCP}}]}}]"), About("batch", "q", "ingress:\n  - fromEntities: [world]\n    toPorts: [{ports: [{port: '443', protocol: TCP}]}]")).Numbers;
        Assert.Equal((3, 2, 0, 2), (closed.Workloads, closed.IngressIsolated, closed.EgressIsolated, closed.OpenToWorld));
        Assert.Equal((1L, 1L), (closed.Admitted, closed.Used));
    }

    [Fact]
    public void What_the_numbers_call_used_is_what_the_replay_admits_on_random_clusters()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed).Graph();
            PolicySet set = new([.. ProposalBuilder.Build(graph, new ProposalOptions()).Policies.Select(p => p.Policy)], []);
            UsageReport usage = UsageAnalysis.Of(graph, set, [], VerificationOptions.For(graph));
            Assert.True(usage.Numbers.Used <= usage.Numbers.Admitted, $"seed {seed}");
            Assert.True(usage.Numbers.OpenToWorld <= usage.Numbers.Workloads, $"seed {seed}");
            Assert.Empty(usage.SelectsNobody);
        }
    }

    private static UsageReport Of(params string[] documents)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080);
        story.Workload("shop/batch", "app=batch");
        return Of(story, documents);
    }

    private static UsageReport Of(ClusterStory story, params string[] documents)
    {
        CommunicationGraph graph = story.Graph();
        return UsageAnalysis.Of(graph, documents.Length == 0 ? new PolicySet([], []) : Set(documents), [], VerificationOptions.For(graph));
    }
}
