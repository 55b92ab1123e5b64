using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Yaml;
using Service = FlowToPolicy.Cluster.Inventories.ClusterService;
using ServicePort = FlowToPolicy.Cluster.Inventories.ClusterServicePort;

namespace FlowToPolicy.Tests.Cli.Inputs;

public class ClusterFactsTests
{
    private static readonly Inventory Shop = new(
        [new ClusterNamespace("shop", new Dictionary<string, string>())],
        [
            new ClusterPod
            {
                Namespace = "shop",
                Name = "db-0",
                Workload = new Workload("shop", "StatefulSet", "db"),
                Labels = new Dictionary<string, string> { ["app"] = "db" },
                Addresses = [Address.Parse("10.1.2.3")],
            },
        ],
        [
            new Service
            {
                Namespace = "shop",
                Name = "db",
                Labels = new Dictionary<string, string>(),
                Selector = new Dictionary<string, string> { ["app"] = "db" },
                ClusterAddresses = [Address.Parse("10.96.0.7")],
                Ports = [new ServicePort("", 80, "5432", Protocol.Tcp)],
            },
        ]);

    [Theory]
    [InlineData("egress: [{toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '80', protocol: TCP}]}]}]", "F2P411")]
    [InlineData("egress: [{toCIDR: [10.96.0.7/32], toPorts: [{ports: [{port: '5432', protocol: TCP}]}]}]", "F2P410")]
    [InlineData("egress: [{toCIDR: [10.1.2.3/32], toPorts: [{ports: [{port: '5432', protocol: TCP}]}]}]", "F2P410")]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: '80', protocol: TCP}]}]}]", "F2P406")]
    public void What_the_cluster_holds_shows_mistakes_that_a_file_alone_does_not(string rules, string id)
    {
        PolicyReadResult read = PolicyYamlReader.Read($$$"""
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: web}}
              {{{rules}}}
            """);
        var alone = new ValidationOptions();
        Assert.DoesNotContain(id, PolicyValidator.Validate(read.Documents, alone).Findings.Select(finding => finding.Rule.Id));
        Assert.Contains(id, PolicyValidator.Validate(read.Documents, ClusterFacts.AddTo(alone, Shop)).Findings.Select(finding => finding.Rule.Id));
    }
}
