using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Diffing;

public class ConnectionDiffTests
{
    private const string Web8080 = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]";

    [Fact]
    public void Closing_what_was_used_breaks_it_and_closes_the_rest()
    {
        ConnectionDiffResult diff = Compare([], [About("api", "ingress:\n  - fromEndpoints: [{matchLabels: {app: batch}}]")]);
        Assert.Equal(["shop/web -> shop/api TCP/8080"], Rows(diff, ChangeClass.Breaks));
        Assert.Contains("any other pod of shop -> shop/api any other TCP port", Rows(diff, ChangeClass.Closes));
        Assert.Contains("any address outside the cluster -> shop/api any other TCP port", Rows(diff, ChangeClass.Closes));
        Assert.Equal(0, diff.Count(ChangeClass.Opens) + diff.Count(ChangeClass.Admits));
        Assert.DoesNotContain("pods with app=batch of shop -> shop/api any other TCP port", Rows(diff, ChangeClass.Closes));
    }

    [Fact]
    public void Widening_a_rule_that_nobody_uses_yet_is_seen()
    {
        ConnectionDiffResult diff = Compare(
            [About("api", Web8080)],
            [About("api", "ingress:\n  - fromEndpoints: [{}]\n    toPorts: [{ports: [{port: '8080', protocol: TCP}]}]")]);
        Assert.Equal(["any other pod of shop -> shop/api TCP/8080", "shop/api -> shop/api TCP/8080"], Rows(diff, ChangeClass.Opens));
        Assert.Equal(2, diff.Changes.Count);
    }

    [Fact]
    public void Another_port_range_is_cut_at_its_borders()
    {
        ConnectionDiffResult diff = Compare(
            [About("api", Web8080)],
            [About("api", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '8080', endPort: 8090, protocol: TCP}]}]")]);
        Assert.Equal(["shop/web -> shop/api TCP/8081-8090"], Rows(diff, ChangeClass.Opens));
        Assert.Single(diff.Changes);
    }

    [Fact]
    public void Prefixes_are_split_into_disjoint_ranges()
    {
        ConnectionDiffResult diff = Compare(
            [About("web", "egress:\n  - toCIDR: [10.0.0.0/8]\n  - toEndpoints: [{}]")],
            [About("web", "egress:\n  - toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}]\n  - toEndpoints: [{}]")]);
        Assert.Equal(["shop/web -> 10.1.0.0/16 TCP/8080", "shop/web -> 10.1.0.0/16 any other TCP port"], Rows(diff, ChangeClass.Closes).Where(row => row.Contains("TCP", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_filter_in_the_proxy_is_told_apart_from_an_end_of_traffic()
    {
        ConnectionDiffResult diff = Compare(
            [About("api", Web8080)],
            [About("api", Web8080.Replace("TCP}]}]", "TCP}], rules: {http: [{method: GET}]}}]", StringComparison.Ordinal))]);
        Assert.Equal(["shop/web -> shop/api TCP/8080"], Rows(diff, ChangeClass.Filters));
        Assert.Single(diff.Changes);
    }

    [Fact]
    public void Without_flows_only_what_policies_name_is_compared()
    {
        ConnectionDiffResult diff = ConnectionDiff.Compare(
            new PolicySet([About("api", Web8080)], []),
            new PolicySet([About("api", Web8080.Replace("8080", "9090", StringComparison.Ordinal))], []),
            null,
            VerificationOptions.For(ClusterStory.Cluster().Graph()));
        Assert.Equal(["pods with app=web of shop -> pods with app=api of shop TCP/9090"], Rows(diff, ChangeClass.Opens));
        Assert.Equal(["pods with app=web of shop -> pods with app=api of shop TCP/8080"], Rows(diff, ChangeClass.Closes));
    }

    private static IReadOnlyList<string> Rows(ConnectionDiffResult diff, ChangeClass kind) =>
        [.. diff.Changes.Where(change => change.Class == kind).Select(change => $"{change.Client} -> {change.Server} {change.Ports}")];

    private static ConnectionDiffResult Compare(Policy[] before, Policy[] after)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080);
        CommunicationGraph graph = story.Graph();
        return ConnectionDiff.Compare(new PolicySet(before, []), new PolicySet(after, []), graph, VerificationOptions.For(graph));
    }

    private static Policy About(string app, string rules)
    {
        PolicyReadResult read = PolicyYamlReader.Read($$$"""
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: p-{{{app}}}, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: {{{app}}}}}
              {{{rules}}}
            """);
        Assert.Empty(read.Findings);
        return Assert.Single(read.Policies);
    }
}
