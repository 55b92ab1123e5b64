using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class UnionTests
{
    [Theory]
    [InlineData("matchName: api.example.com", "matchName: api.example.com", true)]
    [InlineData("matchName: API.example.com.", "matchName: api.Example.com", true)]
    [InlineData("matchName: api.example.com", "matchPattern: '*.example.com'", true)]
    [InlineData("matchName: a.b.example.com", "matchPattern: '*.example.com'", false)]
    [InlineData("matchName: example.com", "matchPattern: '*.example.com'", false)]
    [InlineData("matchName: api.example.com", "matchPattern: '*'", true)]
    [InlineData("matchPattern: '*.example.com'", "matchPattern: '*'", true)]
    [InlineData("matchPattern: '*.example.com'", "matchPattern: '*.example.com'", true)]
    [InlineData("matchPattern: '*.example.com'", "matchPattern: '*.*.com'", true)]
    [InlineData("matchPattern: '*.*.com'", "matchPattern: '*.example.com'", false)]
    [InlineData("matchPattern: 'api*.example.com'", "matchPattern: 'a*.example.com'", true)]
    [InlineData("matchPattern: 'a*.example.com'", "matchPattern: 'api*.example.com'", false)]
    [InlineData("matchPattern: '*.example.com'", "matchName: api.example.com", false)]
    [InlineData("matchPattern: '*'", "matchPattern: '*.example.com'", false)]
    public void A_name_is_learned_when_a_dns_rule_covers_all_that_it_means(string wanted, string asked, bool learned)
    {
        string text = Names("web", "app: web", asked) + "---\n" + Fqdn(wanted);

        Assert.Equal(learned, !Validated.Ids(text).Contains("F2P401"));
    }

    [Theory]
    [InlineData("1.18", "matchPattern: '**.example.com'", "matchPattern: '*.example.com'", true)]
    [InlineData("1.19", "matchPattern: '**.example.com'", "matchPattern: '*.example.com'", false)]
    [InlineData("1.19", "matchPattern: '*.*.example.com'", "matchPattern: '**.example.com'", true)]
    [InlineData("1.18", "matchPattern: '*.*.example.com'", "matchPattern: '**.example.com'", false)]
    public void How_many_levels_a_pattern_covers_is_a_matter_of_the_version(string version, string wanted, string asked, bool learned)
    {
        string text = Names("web", "app: web", asked) + "---\n" + Fqdn(wanted);

        Assert.Equal(learned, !Validated.Ids(text, new ValidationOptions { Version = CiliumVersion.Parse(version) }).Contains("F2P401"));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{matchLabels: {app: web}}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: In, values: [api, web]}]}", true)]
    [InlineData("{matchExpressions: [{key: app, operator: Exists}]}", true)]
    [InlineData("{matchLabels: {app: api}}", false)]
    [InlineData("{matchLabels: {app: web, tier: edge}}", false)]
    public void Dns_may_be_opened_by_any_policy_of_the_same_pods(string subject, bool open)
    {
        string text = Egress("web", "shop", "{matchLabels: {app: web}}", "- toEndpoints: [{matchLabels: {app: db}}]")
            + "---\n" + Egress("dns", "shop", subject, PlainDns);

        Assert.Equal(open, !Validated.Open(text).Any(finding => finding.Rule.Id == "F2P403" && finding.Subject.EndsWith("/web", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_policy_of_another_namespace_opens_nothing_here()
    {
        string text = Egress("web", "shop", "{matchLabels: {app: web}}", "- toEndpoints: [{matchLabels: {app: db}}]")
            + "---\n" + Egress("dns", "prod", "{}", PlainDns);

        Assert.Contains("F2P403", Validated.Ids(text));
    }

    [Fact]
    public void A_cluster_wide_policy_opens_dns_for_everybody()
    {
        string text = Egress("web", "shop", "{matchLabels: {app: web}}", "- toEndpoints: [{matchLabels: {app: db}}]")
            + "---\n" + Egress("dns", "", "{}", PlainDns).Replace("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", StringComparison.Ordinal);

        Assert.DoesNotContain("F2P403", Validated.Ids(text));
    }

    [Fact]
    public void Known_pods_are_judged_by_all_their_labels()
    {
        string text = Egress("web", "shop", "{matchLabels: {app: web}}", "- toEndpoints: [{matchLabels: {app: db}}]")
            + "---\n" + Egress("dns", "shop", "{matchLabels: {tier: edge}}", PlainDns + "\n  - toEndpoints: [{matchLabels: {app: db}}]");
        LabelSet edge = LabelSet.Parse("k8s:app=web", "k8s:tier=edge", "k8s:io.kubernetes.pod.namespace=shop");
        LabelSet inner = LabelSet.Parse("k8s:app=web", "k8s:tier=inner", "k8s:io.kubernetes.pod.namespace=shop");

        Assert.Contains("F2P403", Validated.Ids(text));
        Assert.DoesNotContain("F2P403", Validated.Ids(text, new ValidationOptions { Pods = [edge] }));
        Assert.Contains("F2P403", Validated.Ids(text, new ValidationOptions { Pods = [edge, inner] }));
    }

    [Theory]
    [InlineData("toEntities: [cluster]", false)]
    [InlineData("toEntities: [world]", false)]
    [InlineData("toEntities: [kube-apiserver]", true)]
    [InlineData("toEndpoints: [{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system}}]", false)]
    [InlineData("toEndpoints: [{matchLabels: {k8s:io.kubernetes.pod.namespace: prod}}]", true)]
    [InlineData("toCIDR: [203.0.113.0/24]", true)]
    [InlineData("toCIDR: [203.0.113.10/32], toPorts: [{ports: [{port: '53', protocol: ANY}]}]", false)]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '0', protocol: ANY}]}]", true)]
    public void An_item_without_ports_opens_dns_when_its_peers_can_be_a_dns_server(string item, bool closed)
    {
        string text = Egress("web", "shop", "{matchLabels: {app: web}}", $"- {{{item}}}");

        Assert.Equal(closed, Validated.Ids(text).Contains("F2P403"));
    }

    private const string PlainDns =
        "- {toEndpoints: [{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns}}], toPorts: [{ports: [{port: '53', protocol: ANY}]}]}";

    private static string Fqdn(string name) => Egress("names", "shop", "{matchLabels: {app: web}}", $"- toFQDNs: [{{{name}}}]");

    private static string Names(string policy, string label, string name) => Egress(
        policy, "shop", $"{{matchLabels: {{{label}}}}}", PlainDns.Replace("}]}]}", $"}}], rules: {{dns: [{{{name}}}]}}}}]}}", StringComparison.Ordinal));

    private static string Egress(string name, string space, string subject, string items) => $$"""
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: {{name}}, namespace: "{{space}}"}
        spec:
          endpointSelector: {{subject}}
          egress:
          {{items}}
        """ + "\n";
}
