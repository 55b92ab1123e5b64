using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Diffing;

/// <summary>Sets that mean the same, however they are written, do not differ.</summary>
public class EqualMeaningTests
{
    [Theory]
    [InlineData("fromEndpoints: [{matchLabels: {app: web}}]", "fromEndpoints: [{matchExpressions: [{key: app, operator: In, values: [web]}]}]")]
    [InlineData("fromEndpoints: [{matchLabels: {app: web}}]", "fromEndpoints: [{matchLabels: {'any:app': web}}]")]
    [InlineData("fromEndpoints: [{matchLabels: {app: web}}, {matchLabels: {app: batch}}]", "fromEndpoints: [{matchLabels: {app: batch}}, {matchLabels: {app: web}}, {matchLabels: {app: web}}]")]
    [InlineData("toPorts: [{ports: [{port: '80', protocol: TCP}, {port: '81', protocol: TCP}]}]", "toPorts: [{ports: [{port: '81', protocol: TCP}, {port: '80', protocol: TCP}]}]")]
    [InlineData("toPorts: [{ports: [{port: '80', protocol: ANY}]}]", "toPorts: [{ports: [{port: '80', protocol: UDP}, {port: '80', protocol: SCTP}, {port: '80', protocol: TCP}]}]")]
    [InlineData("toPorts: [{ports: [{port: '80', protocol: ANY}]}]", "toPorts: [{ports: [{port: '80'}]}]")]
    [InlineData("fromCIDR: [10.0.0.0/8]", "fromCIDRSet: [{cidr: 10.0.0.0/8}]")]
    [InlineData("fromCIDR: [10.0.0.0/8]", "fromCIDR: [10.0.0.5/8]")]
    [InlineData("fromCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}]", "fromCIDRSet: [{cidr: 10.9.9.9/8, except: [10.2.0.1/16, 10.1.0.0/16]}]")]
    [InlineData("icmps: [{fields: [{type: 8, family: IPv4}]}]", "icmps: [{fields: [{type: 8}]}]")]
    public void Spellings_of_one_item_are_one_item(string one, string other)
    {
        Policy[] before = [Api($"- {one}")], after = [Api($"- {other}")];
        AssertSame(before, after);
        Assert.Empty(ObjectDiff.Compare(Set(before), Set(after), VerificationOptions.For(ClusterStory.Cluster().Graph()).Evaluation));
    }

    [Theory]
    [InlineData("- fromEntities: [cluster]", "- fromEntities: [cluster, host]")]
    [InlineData("- fromCIDR: [10.0.0.0/8]", "- fromCIDR: [10.0.0.0/9, 10.128.0.0/9]")]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}, {matchLabels: {app: batch}}]", "- fromEndpoints: [{matchExpressions: [{key: app, operator: In, values: [web, batch]}]}]")]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}]\n  toPorts: [{ports: [{port: '80', protocol: TCP}, {port: '81', protocol: TCP}]}]", "- fromEndpoints: [{matchLabels: {app: web}}]\n  toPorts: [{ports: [{port: '80', endPort: 81, protocol: TCP}]}]")]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}]\n- {}", "- fromEndpoints: [{matchLabels: {app: web}}]")]
    [InlineData("- fromEndpoints: [{}]\n- fromEndpoints: [{matchLabels: {app: web}}]", "- fromEndpoints: [{}]")]
    public void Rules_that_open_the_same_together_do_not_differ(string one, string other) => AssertSame([Api(one)], [Api(other)]);

    [Theory]
    [InlineData("- fromCIDR: [10.0.0.0/8]", "- fromCIDR: [10.0.0.0/9]")]
    [InlineData("- toPorts: [{ports: [{port: '80', protocol: ANY}]}]", "- toPorts: [{ports: [{port: '80', protocol: UDP}, {port: '80', protocol: TCP}]}]")]
    [InlineData("- fromEndpoints: [{matchLabels: {app: web}}]", "- fromEndpoints: [{matchExpressions: [{key: app, operator: Exists}]}]")]
    [InlineData("- fromEndpoints: [{}]", "- fromEndpoints: []")]
    public void What_only_looks_alike_differs(string one, string other)
    {
        ConnectionDiffResult diff = Compare([Api(one)], [Api(other)]);
        Assert.False(diff.IsEmpty);
        Assert.NotEmpty(ObjectDiff.Compare(Set([Api(one)]), Set([Api(other)]), VerificationOptions.For(ClusterStory.Cluster().Graph()).Evaluation));
    }

    private static void AssertSame(Policy[] before, Policy[] after)
    {
        ConnectionDiffResult diff = Compare(before, after);
        Assert.Empty(diff.Changes.Select(change => $"{change.Class} {change.Client} -> {change.Server} {change.Ports}"));
    }

    private static ConnectionDiffResult Compare(Policy[] before, Policy[] after)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 80);
        CommunicationGraph graph = story.Graph();
        return ConnectionDiff.Compare(Set(before), Set(after), graph, VerificationOptions.For(graph));
    }

    private static PolicySet Set(Policy[] policies) => new(policies, []);

    private static Policy Api(string items)
    {
        PolicyReadResult read = PolicyYamlReader.Read(
            "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec:\n  endpointSelector: {matchLabels: {app: api}}\n  ingress:\n"
            + string.Join('\n', items.Split('\n').Select(line => "  " + line)) + "\n");
        Assert.DoesNotContain(read.Findings, finding => finding.Severity == ReadSeverity.Refused);
        return Assert.Single(read.Policies);
    }
}
