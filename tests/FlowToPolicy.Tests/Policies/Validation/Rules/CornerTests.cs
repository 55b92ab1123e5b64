using System.Diagnostics;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

/// <summary>Corners that readers of real repositories met.</summary>
public class CornerTests
{
    [Fact]
    public void Names_are_learned_by_DNS_rules_on_any_port()
    {
        const string OpenShift = """
            egress:
              - toEndpoints: [{matchLabels: {'k8s:io.kubernetes.pod.namespace': openshift-dns}}]
                toPorts: [{ports: [{port: '5353', protocol: ANY}], rules: {dns: [{matchPattern: '*'}]}}]
              - toFQDNs: [{matchName: api.example.com}]
                toPorts: [{ports: [{port: '443', protocol: TCP}]}]
            """;
        Assert.Empty(Ids(OpenShift));
    }

    [Fact]
    public void An_entry_without_ports_is_told_once() =>
        Assert.Equal(["F2P306"], Ids("ingress: [{toPorts: [{ports: []}]}]"));

    [Fact]
    public void A_long_list_of_prefixes_takes_no_time_that_grows_with_its_square()
    {
        string prefixes = string.Join(", ", Enumerable.Range(0, 60_000).Select(i => $"10.{i >> 8 & 255}.{i & 255}.0/24"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(["F2P324"], Ids($"ingress: [{{fromCIDR: [10.0.0.0/24, {prefixes}], toPorts: [{{ports: [{{port: '80', protocol: TCP}}]}}]}}]").Distinct());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Fact]
    public void What_lies_beside_policies_and_is_no_object_of_Kubernetes_is_counted()
    {
        PolicyReadResult read = PolicyYamlReader.Read("replicas: 3\nimage: {tag: v1}\n---\napiVersion: cilium.io/v2\nmetadata: {name: x}\n");
        Assert.Equal([new KeyValuePair<string, int>("no Kubernetes object", 1)], read.Skipped);
        Assert.Contains("it has no kind", Assert.Single(read.Findings).Message, StringComparison.Ordinal);
    }

    private static string[] Ids(string rules)
    {
        PolicyReadResult read = PolicyYamlReader.Read($"apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {{name: web, namespace: shop}}\nspec:\n  endpointSelector: {{matchLabels: {{app: web}}}}\n  {rules.ReplaceLineEndings("\n")}\n");
        Assert.Empty(read.Findings);
        return [.. PolicyValidator.Validate(read.Documents, new ValidationOptions()).Findings.Select(finding => finding.Rule.Id)];
    }
}
