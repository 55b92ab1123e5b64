using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Yaml;

public sealed class PolicyYamlReaderTests
{
    private const string Head = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: p, namespace: shop}\n";

    [Fact]
    public void Several_documents_lists_and_other_kinds_are_told_apart()
    {
        PolicyReadResult result = PolicyYamlReader.Read(
            $"---\n# empty\n---\n{Head}spec: {{endpointSelector: {{}}, ingress: [{{}}]}}\n---\nkind: Service\napiVersion: v1\n---\n"
            + """{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "k"}, "spec": {"podSelector": {}}}, {"apiVersion": "crd.projectcalico.org/v1", "kind": "NetworkPolicy"}]}""");

        Assert.Empty(result.Findings);
        Assert.Equal([PolicyKind.CiliumNetworkPolicy, PolicyKind.NetworkPolicy], result.Policies.Select(policy => policy.Kind));
        Assert.Equal(new Dictionary<string, int> { ["Service"] = 1, ["NetworkPolicy"] = 1 }, result.Skipped);
    }

    [Fact]
    public void Policies_rules_and_items_know_where_they_were_written()
    {
        Policy policy = Assert.Single(PolicyYamlReader.Read($"{Head}spec:\n  endpointSelector: {{}}\n  egress:\n  - toEntities: [world]\n  - {{}}\n", "a.yaml").Policies);

        Assert.Equal("a.yaml:1:1", policy.Position.ToString());
        Assert.Equal("a.yaml:5:3", policy.Rules[0].Position.ToString());
        Assert.Equal(["a.yaml:7:5", "a.yaml:8:5"], policy.Rules[0].Egress!.Select(item => item.Position.ToString()));
    }

    [Fact]
    public void An_unknown_field_is_named_because_the_server_drops_it()
    {
        PolicyReadResult result = PolicyYamlReader.Read($"{Head}spec:\n  endpointSelector: {{}}\n  ingress:\n  - toPort: []\n", "a.yaml");

        ReadFinding finding = Assert.Single(result.Findings);
        Assert.Equal((ReadSeverity.Pruned, "a.yaml:7:5"), (finding.Severity, finding.Position.ToString()));
        Assert.Contains("spec.ingress[0].toPort", finding.Message, StringComparison.Ordinal);
        Assert.True(Assert.Single(result.Policies).Rules[0].Ingress![0].IsEmpty);
    }

    [Theory]
    [InlineData("port: 80", "spec.ingress[0].toPorts[0].ports[0].port must be a string, not a number")]
    [InlineData("port: on", "must be a string, not a boolean")]
    [InlineData("port: 1_000", "must be a string, not a number")]
    [InlineData("port: 1e3", "must be a string, not a number")]
    [InlineData("port: [a]", "must be a string, not a list")]
    [InlineData("port: '80', endPort: '90'", "endPort must be a whole number")]
    public void A_value_of_another_type_is_refused_as_the_server_would(string port, string message)
    {
        PolicyReadResult result = PolicyYamlReader.Read($"{Head}spec: {{endpointSelector: {{}}, ingress: [{{toPorts: [{{ports: [{{{port}}}]}}]}}]}}\n");

        Assert.Empty(result.Policies);
        Assert.Contains(message, Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port: \"on\"", "on")]
    [InlineData("port: !!str 80", "80")]
    [InlineData("port: 2024-01-01", "2024-01-01")]
    [InlineData("port: 12:30", "12:30")]
    public void What_kubectl_takes_for_a_string_is_one(string port, string expected) => Assert.Equal(
        expected,
        Assert.Single(PolicyYamlReader.Read($"{Head}spec: {{endpointSelector: {{}}, ingress: [{{toPorts: [{{ports: [{{{port}}}]}}]}}]}}\n").Policies).Rules[0].Ingress![0].ToPorts![0].Ports[0].Port);

    [Fact]
    public void Anchors_and_merge_keys_are_honoured()
    {
        Policy policy = Assert.Single(PolicyYamlReader.Read(
            $"{Head}spec:\n  endpointSelector: &a {{matchLabels: {{app: web}}}}\n  ingress:\n  - fromEndpoints:\n    - *a\n    - {{<<: *a, matchExpressions: []}}\n").Policies);

        Assert.Equal(["web", "web"], policy.Rules[0].Ingress![0].Endpoints!.Select(selector => Assert.Single(selector.MatchLabels).Value));
    }

    [Theory]
    [InlineData("a: [1", "not readable as YAML")]
    [InlineData("kind: a\nkind: b", "stands twice")]
    [InlineData("? [a]\n: b", "a key must be a scalar")]
    [InlineData("*missing", "not readable as YAML")]
    [InlineData("just text", "it has no kind")]
    [InlineData("apiVersion: cilium.io/v2alpha1\nkind: CiliumNetworkPolicy", "must be cilium.io/v2 for a CiliumNetworkPolicy")]
    [InlineData("apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec: {}", "metadata is missing")]
    [InlineData("apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: ''}", "metadata.name must be")]
    public void What_is_no_policy_gives_a_finding_with_its_place(string text, string message)
    {
        PolicyReadResult result = PolicyYamlReader.Read(text, "bad.yaml");

        Assert.Empty(result.Policies);
        Assert.True(result.HasRefusals);
        ReadFinding finding = Assert.Single(result.Findings, finding => finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.StartsWith("bad.yaml:", finding.Position.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_document_does_not_hide_the_good_ones_before_it()
    {
        PolicyReadResult result = PolicyYamlReader.Read($"{Head}spec: {{endpointSelector: {{}}, ingress: [{{}}]}}\n---\nkind: CiliumNetworkPolicy\napiVersion: cilium.io/v2\nmetadata: 5\n---\n[[[");

        Assert.Single(result.Policies);
        Assert.True(result.HasRefusals);
    }

    [Fact]
    public void Nesting_and_aliases_are_bounded()
    {
        string deep = new string('[', 100_000);
        string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n"));

        Assert.Contains("nested deeper", Assert.Single(PolicyYamlReader.Read(deep).Findings).Message, StringComparison.Ordinal);
        Assert.Contains("aliases counted", Assert.Single(PolicyYamlReader.Read(laughs).Findings).Message, StringComparison.Ordinal);
    }
}
