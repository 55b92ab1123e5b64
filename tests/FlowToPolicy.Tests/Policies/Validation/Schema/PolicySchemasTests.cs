using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Validation.Schema;

public sealed class PolicySchemasTests
{
    private const string Cilium = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: ";
    private const string Kubernetes = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: ";

    [Theory]
    [InlineData("1.15", "{endpointSelector: {}, enableDefaultDeny: {ingress: false}, ingress: [{}]}", "UnknownField spec.enableDefaultDeny")]
    [InlineData("1.16", "{endpointSelector: {}, enableDefaultDeny: {ingress: false}, ingress: [{}]}", "")]
    [InlineData("1.15", "{endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '1', endPort: 2}]}]}]}", "UnknownField spec.ingress[0].toPorts[0].ports[0].endPort")]
    [InlineData("1.16", "{endpointSelector: {}, ingress: [{fromCIDRSet: [{cidrGroupSelector: {}}]}]}", "UnknownField spec.ingress[0].fromCIDRSet[0].cidrGroupSelector; OneOf spec.ingress[0].fromCIDRSet[0].cidr")]
    [InlineData("1.17", "{endpointSelector: {}, ingress: [{fromCIDRSet: [{cidrGroupSelector: {}}]}]}", "")]
    [InlineData("1.17", "{endpointSelector: {}}", "")]
    [InlineData("1.18", "{endpointSelector: {}}", "AnyOf spec")]
    [InlineData("1.17", "{endpointSelector: {}, ingress: [{}], log: {value: a}}", "UnknownField spec.log")]
    [InlineData("1.18", "{endpointSelector: {}, ingress: [{}], log: {value: 0123456789012345678901234567890123}}", "Type spec.log.value")]
    [InlineData("1.18", "{endpointSelector: {}, ingress: [{}], log: {value: x123456789012345678901234567890123}}", "Length spec.log.value")]
    [InlineData("1.18", "{endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '1', protocol: VRRP}]}]}]}", "Enum spec.egress[0].toPorts[0].ports[0].protocol")]
    [InlineData("1.19", "{endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '0', protocol: VRRP}]}]}]}", "")]
    [InlineData("1.18", "{endpointSelector: {}, ingress: [{fromRequires: [{}]}]}", "")]
    [InlineData("1.19", "{endpointSelector: {}, ingress: [{fromRequires: [{}]}]}", "Items spec.ingress[0].fromRequires")]
    [InlineData("1.18", "{endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '443', protocol: TCP}], serverNames: []}]}]}", "Items spec.egress[0].toPorts[0].serverNames")]
    [InlineData("1.18", "{endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '443', protocol: TCP}], serverNames: ['**.example.com', 'a.*.com']}]}]}", "Pattern spec.egress[0].toPorts[0].serverNames[1]")]
    [InlineData("1.18", "{endpointSelector: {}, nodeSelector: {}, ingress: null}", "Type spec.ingress; OneOf spec")]
    [InlineData("1.18", "{endpointSelector: {}, ingressDeny: [{fromEntities: [internet], authentication: {mode: required}}]}", "Enum spec.ingressDeny[0].fromEntities[0]; UnknownField spec.ingressDeny[0].authentication")]
    public void The_schema_of_each_version_of_Cilium_says_where_it_is_broken(string version, string spec, string expected) =>
        Assert.Equal(expected, Violations(Cilium + spec, version));

    [Theory]
    [InlineData("{podSelector: {}, ingress: null}", "")]
    [InlineData("{podSelector: {}, policyTypes: [ingress]}", "Enum spec.policyTypes[0]")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: '80'}]}]}", "Pattern spec.ingress[0].ports[0].port")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: 70000}]}]}", "Range spec.ingress[0].ports[0].port")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 79}]}]}", "Range spec.ingress[0].ports[0].endPort")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: http, endPort: 90}]}]}", "Range spec.ingress[0].ports[0].endPort")]
    [InlineData("{podSelector: {}, ingress: [{ports: [{port: 80, protocol: ANY}]}]}", "Enum spec.ingress[0].ports[0].protocol")]
    [InlineData("{podSelector: {}, ingress: [{from: [{}]}]}", "AnyOf spec.ingress[0].from[0]")]
    [InlineData("{podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}", "OneOf spec.ingress[0].from[0]")]
    [InlineData("{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16, 10.0.0.0/8, 10.1.0.0/16]}}]}]}", "Range spec.egress[0].to[0].ipBlock.except[0]; Range spec.egress[0].to[0].ipBlock.except[1]")]
    [InlineData("{podSelector: {matchExpressions: [{key: a, operator: In}]}}", "Required spec.podSelector.matchExpressions[0].values")]
    [InlineData("{podSelector: {matchLabels: {'a b': c}}, endpointSelector: {}}", "Format spec.podSelector.matchLabels['a b']; UnknownField spec.endpointSelector")]
    public void A_Kubernetes_policy_is_held_against_the_checks_of_its_API_server(string spec, string expected) =>
        Assert.Equal(expected, Violations(Kubernetes + spec, "1.18"));

    [Theory]
    [InlineData("010.0.0.0/8", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0/8", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("[::1]/128", false)]
    [InlineData("::/0", true)]
    [InlineData("1::2::3/64", false)]
    [InlineData("1:2:3:4:5:6:7:8/128", true)]
    [InlineData("1:2:3:4:5:6:7::8/128", false)]
    [InlineData("::ffff:10.0.0.1/128", true)]
    [InlineData("fe80::1%eth0/64", false)]
    [InlineData("10.0.0.0/08", true)]
    public void A_prefix_is_one_as_Go_reads_it(string text, bool isCidr) => Assert.Equal(isCidr, CidrSyntax.IsCidr(text));

    [Fact]
    public void A_pattern_matches_in_linear_time()
    {
        string text = string.Concat(Enumerable.Repeat("a-", 200_000)) + "!";
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.False(TextFormats.Port.Accepts(text));
        Assert.False(TextFormats.MatchPattern.Accepts(text));
        Assert.False(TextFormats.Subdomain.Accepts(text));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static string Violations(string text, string version) => string.Join(
        "; ", Assert.Single(PolicyYamlReader.Read(text, "-", CiliumVersion.Parse(version)).Documents).Violations.Select(violation => $"{violation.Keyword} {violation.Path}"));
}
