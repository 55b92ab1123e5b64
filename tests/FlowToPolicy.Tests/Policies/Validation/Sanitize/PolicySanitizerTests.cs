using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Validation.Sanitize;

public sealed class PolicySanitizerTests
{
    private const string Namespaced = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\n";
    private const string Clusterwide = "apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: p}\n";
    private const string Web = "endpointSelector: {}";
    private const string Http = "rules: {http: [{path: /a}]}";

    [Theory]
    [InlineData("", "NoRules spec")]
    [InlineData($"spec: {{{Web}, nodeSelector: {{}}, ingress: [{{}}]}}", "NodeSelectorInNamespace spec.nodeSelector; SubjectNotExactlyOne spec")]
    [InlineData("spec: {endpointSelector: {matchLabels: {'k8s:a23456789012345678901234567890123456789012345678901234567890': b}}, ingress: [{}]}", "BadSelectorKey spec.endpointSelector.matchLabels['k8s:a23456789012345678901234567890123456789012345678901234567890']")]
    [InlineData("spec: {endpointSelector: {matchExpressions: [{key: ':x', operator: In}]}, ingress: [{}]}", "OperatorValues spec.endpointSelector.matchExpressions[0].values")]
    [InlineData($"specs: [{{{Web}, egress: [{{}}, {{toEndpoints: [{{}}], toEntities: [world]}}]}}]", "TwoPeerKinds specs[0].egress[1]")]
    [InlineData($"spec: {{{Web}, ingress: [{{fromNodes: [{{}}]}}]}}", "NodeSelectorsOff spec.ingress[0].fromNodes")]
    [InlineData($"spec: {{{Web}, ingress: [{{fromCIDRSet: [{{cidr: 10.0.0.0/8, except: [10.0.0.0/4, 11.0.0.0/16]}}]}}]}}", "ExceptOutside spec.ingress[0].fromCIDRSet[0].except[1]")]
    [InlineData($"spec: {{{Web}, ingress: [{{icmps: [{{fields: [{{type: 8}}, {{type: NeighborSolicitation}}]}}], toPorts: [{{ports: [{{port: '1'}}]}}]}}]}}", "IcmpWithPorts spec.ingress[0]; UnknownIcmpType spec.ingress[0].icmps[0].fields[1].type")]
    [InlineData($"spec: {{{Web}, ingress: [{{toPorts: [{{ports: [{{port: '53'}}], rules: {{dns: [{{matchPattern: '*'}}]}}}}]}}]}}", "DnsOnIngress spec.ingress[0].toPorts[0].rules.dns")]
    [InlineData($"spec: {{{Web}, ingress: [{{toPorts: [{{ports: [{{port: '80', protocol: TCP}}, {{port: '81'}}], {Http}}}]}}]}}", "L7NeedsTcp spec.ingress[0].toPorts[0].ports[1].protocol")]
    [InlineData($"spec: {{{Web}, ingress: [{{toPorts: [{{ports: [{{port: '0', protocol: TCP}}], {Http}}}]}}]}}", "L7OnPortZero spec.ingress[0].toPorts[0].ports[0].port")]
    [InlineData($"spec: {{{Web}, ingressDeny: [{{toPorts: [{{ports: [{{port: '08'}}, {{port: '0x50'}}, {{port: '010'}}, {{port: '65536'}}]}}]}}]}}", "NotAPort spec.ingressDeny[0].toPorts[0].ports[0].port; NotAPort spec.ingressDeny[0].toPorts[0].ports[3].port")]
    [InlineData($"spec: {{{Web}, egress: [{{toFQDNs: [{{matchName: '*.example.com'}}, {{matchName: a, matchPattern: b}}]}}]}}", "NameWithWildcard spec.egress[0].toFQDNs[0].matchName; NameAndPattern spec.egress[0].toFQDNs[1]")]
    [InlineData($"spec: {{{Web}, egress: [{{toPorts: [{{ports: [{{port: '80', protocol: TCP}}], rules: {{http: [{{}}, {{path: '(', method: '(?=a)'}}]}}}}]}}]}}", "NotARegex spec.egress[0].toPorts[0].rules.http[1].path; NotARegex spec.egress[0].toPorts[0].rules.http[1].method")]
    [InlineData($"spec: {{{Web}, egress: [{{toPorts: [{{ports: [{{port: '1', protocol: TCP}}], rules: {{kafka: [{{apiKey: nope, topic: 'a b'}}]}}}}]}}]}}", "UnknownKafkaKey spec.egress[0].toPorts[0].rules.kafka[0].apiKey; BadKafkaTopic spec.egress[0].toPorts[0].rules.kafka[0].topic")]
    [InlineData($"spec: {{{Web}, egress: [{{toPorts: [{{ports: [{{port: '443', protocol: TCP}}], serverNames: ['', a], {Http}}}]}}]}}", "ServerNamesWithL7 spec.egress[0].toPorts[0].serverNames; EmptyServerName spec.egress[0].toPorts[0].serverNames[0]")]
    [InlineData($"spec: {{{Web}, ingress: [{{toPorts: [{{ports: [{{port: '443'}}], listener: {{name: l, envoyConfig: {{name: e}}}}}}]}}]}}", "ListenerOnIngress spec.ingress[0].toPorts[0].listener")]
    public void Each_mistake_is_found_at_its_place(string spec, string expected) => Assert.Equal(expected, Findings(Namespaced + spec, new SanitizeOptions()));

    [Theory]
    [InlineData("1.17", "spec: {endpointSelector: {}}", "")]
    [InlineData("1.18", "spec: {endpointSelector: {}}", "EmptyRule spec")]
    [InlineData("1.17", "spec: {endpointSelector: {}, egressDeny: [{toCIDR: [x]}]}", "")]
    [InlineData("1.18", "spec: {endpointSelector: {}, egressDeny: [{toCIDR: [x]}]}", "NotAnAddress spec.egressDeny[0].toCIDR[0]")]
    [InlineData("1.16", "spec: {endpointSelector: {}, egress: [{toServices: [{}], toPorts: [{ports: [{port: '1'}]}]}]}", "ServicesWithPorts spec.egress[0].toServices")]
    [InlineData("1.17", "spec: {endpointSelector: {}, egress: [{toServices: [{}], toPorts: [{ports: [{port: '1'}]}]}]}", "")]
    [InlineData("1.16", "spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '53', endPort: 54}], rules: {dns: [{matchName: a}]}}]}]}", "")]
    [InlineData("1.17", "spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '53', endPort: 54}], rules: {dns: [{matchName: a}]}}]}]}", "DnsOnRange spec.egress[0].toPorts[0].ports[0].endPort")]
    [InlineData("1.16", "spec: {endpointSelector: {}, ingress: [{fromCIDRSet: [{cidr: x, cidrGroupRef: a}]}]}", "")]
    [InlineData("1.17", "spec: {endpointSelector: {}, ingress: [{fromCIDRSet: [{cidr: x, cidrGroupRef: a}]}]}", "CidrSetNotExactlyOne spec.ingress[0].fromCIDRSet[0]")]
    [InlineData("1.19", "spec: {endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '1', protocol: VRRP}]}]}]}", "ProtocolWithoutPorts spec.ingress[0].toPorts[0].ports[0].port")]
    [InlineData("1.18", "spec: {nodeSelector: {}, egress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], listener: {name: l, envoyConfig: {kind: CiliumEnvoyConfig, name: e}}}]}]}", "ListenerOfNamespace spec.egress[0].toPorts[0].listener.envoyConfig.kind")]
    [InlineData("1.18", "spec: {nodeSelector: {}, egress: [{toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchName: a}]}}, {ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}]}", "L7OnNodes spec.egress[0].toPorts[1].rules")]
    public void What_is_a_mistake_depends_on_the_version(string version, string spec, string expected) =>
        Assert.Equal(expected, Findings(Clusterwide + spec, new SanitizeOptions { Version = CiliumVersion.Parse(version) }));

    [Fact]
    public void What_the_agent_has_switched_off_is_a_mistake()
    {
        const string Text = Namespaced + "spec: {endpointSelector: {}, ingress: [{icmps: [{fields: [{type: 8}]}]}, {toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}}]}]}";

        Assert.Equal("", Findings(Text, new SanitizeOptions()));
        Assert.Equal("IcmpOff spec.ingress[0].icmps; L7ProxyOff spec.ingress[1].toPorts[0].rules", Findings(Text, new SanitizeOptions { IcmpRules = false, L7Proxy = false }));
    }

    [Fact]
    public void A_finding_has_the_position_of_its_value()
    {
        PolicyDocument document = PolicyYamlReader.Read($"{Namespaced}spec:\n  endpointSelector: {{}}\n  egress:\n  - toCIDR:\n    - 10.0.0.0/8\n    - nonsense\n", "a.yaml").Documents[0];

        Assert.Equal("a.yaml:9:7", Assert.Single(PolicySanitizer.Check(document)).Position.ToString());
    }

    private static string Findings(string text, SanitizeOptions options) => string.Join(
        "; ", PolicySanitizer.Check(Assert.Single(PolicyYamlReader.Read(text, "-", options.Version).Documents), options).Select(finding => $"{finding.Check} {finding.Path}"));
}
