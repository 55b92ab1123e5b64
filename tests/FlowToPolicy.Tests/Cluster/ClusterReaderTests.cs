using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Cluster;

public sealed class ClusterReaderTests : IDisposable
{
    private readonly StandInKubectl _kubectl = SampleObjects.Shop();

    public void Dispose() => _kubectl.Dispose();

    [Fact]
    public async Task It_only_ever_reads_and_never_a_secret()
    {
        await ReadAsync("shop", "pay");
        Assert.All(_kubectl.Calls, c => Assert.Equal("get", c[0]));
        Assert.All(_kubectl.Calls, c => Assert.Contains(c[1], ClusterResource.All.Select(r => r.Name)));
        Assert.DoesNotContain(_kubectl.Calls, c => c.Any(a => a.Contains("secret", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(ClusterResource.All, r => r.Name.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Policies_come_without_what_the_server_keeps_beside_them()
    {
        ClusterContents contents = await ReadAsync();
        Assert.Equal(
            ["cluster:CiliumCIDRGroup/offices", "cluster:CiliumClusterwideNetworkPolicy/offices-only", "cluster:CiliumNetworkPolicy/pay/api", "cluster:CiliumNetworkPolicy/shop/web", "cluster:NetworkPolicy/shop/web"],
            contents.Objects.Select(o => o.Place));
        Assert.Equal(
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
              annotations:
                team: shop
              labels:
                app: web
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
                toPorts:
                - ports:
                  - port: "8080"
                    protocol: TCP

            """,
            contents.Objects[3].Yaml);
        Assert.Equal(
            "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes:\n  - Ingress\n",
            contents.Objects[4].Yaml);
        foreach (ClusterObject each in contents.Objects.Skip(1))
        {
            PolicyReadResult result = PolicyYamlReader.Read(each.Yaml, each.Place);
            Assert.Empty(result.Findings);
            Policy policy = Assert.Single(result.Policies);
            Assert.Equal((each.Namespace, each.Name, each.Place), (policy.Namespace, policy.Name, policy.Position.File));
        }
    }

    [Fact]
    public async Task Pods_services_and_namespaces_are_kept_as_far_as_policies_need_them()
    {
        Inventory inventory = (await ReadAsync()).Inventory;
        ClusterPod pod = inventory.Pods[1];
        Assert.Equal(("shop", "web-7d4b9c6f5-x2x4z", new Workload("shop", "Deployment", "web"), "web-account", "node-1"), (pod.Namespace, pod.Name, pod.Workload, pod.ServiceAccount, pod.Node));
        Assert.Equal([Address.Parse("10.0.1.7"), Address.Parse("fd00::7")], pod.Addresses);
        Assert.Equal([new("http", 8080, Protocol.Tcp), new("mdns", 5353, Protocol.Udp)], pod.NamedPorts);
        ClusterService service = Assert.Single(inventory.Services);
        Assert.Equal(("shop", "web", "NodePort", "Local"), (service.Namespace, service.Name, service.Type, service.ExternalTrafficPolicy));
        Assert.Equal([Address.Parse("172.20.0.9")], service.ClusterAddresses);
        Assert.Equal([new("web", 80, "http", Protocol.Tcp), new("", 53, "5353", Protocol.Udp)], service.Ports);
        Assert.Equal(["pay", "shop"], inventory.Namespaces.Select(n => n.Name));
        Assert.Equal("a", inventory.Namespace("shop")!.Labels["team"]);
        Assert.Equal(LabelSet.Parse("k8s:app=web"), Assert.Single(inventory.KnownServices()).Labels);
        Assert.Equal(2, inventory.ClusterNamedPorts().Count);
    }

    [Fact]
    public async Task A_cluster_without_Cilium_gives_its_other_policies_and_says_so()
    {
        _kubectl.Lacks("ciliumnetworkpolicies.cilium.io").Lacks("ciliumclusterwidenetworkpolicies.cilium.io").Lacks("ciliumcidrgroups.cilium.io");
        ClusterContents contents = await ReadAsync();
        Assert.Equal("cluster:NetworkPolicy/shop/web", Assert.Single(contents.Objects).Place);
        Assert.Equal(3, contents.Gaps.Count);
        Assert.All(contents.Gaps, g => Assert.Equal(ClusterFailure.NoSuchKind, g.Failure));
        Assert.Contains("this cluster holds no CiliumNetworkPolicy", contents.Gaps[0].Message, StringComparison.Ordinal);

        // What is not installed does not exist, so nothing is missing.
        Assert.True(contents.IsComplete(ClusterResource.CiliumCidrGroups));
    }

    [Fact]
    public async Task What_is_forbidden_is_a_gap()
    {
        _kubectl.Forbids("ciliumcidrgroups.cilium.io").Forbids("pods").Fails("services", "Unable to connect to the server: context deadline exceeded");
        ClusterContents contents = await ReadAsync();
        Assert.Equal(["ciliumcidrgroups.cilium.io", "pods", "services"], contents.Gaps.Select(g => g.Resource));
        Assert.Equal([ClusterFailure.Forbidden, ClusterFailure.Forbidden, ClusterFailure.TooSlow], contents.Gaps.Select(g => g.Failure));
        Assert.False(contents.IsComplete(ClusterResource.CiliumCidrGroups));
        Assert.True(contents.IsComplete(ClusterResource.Namespaces));
        Assert.Equal(4, contents.Objects.Count);
        Assert.Empty(contents.Inventory.Pods);
    }

    [Fact]
    public async Task Nothing_but_refusals_is_a_failure()
    {
        _kubectl.Lacks("ciliumnetworkpolicies.cilium.io").Lacks("ciliumclusterwidenetworkpolicies.cilium.io").Lacks("ciliumcidrgroups.cilium.io").Forbids("networkpolicies.networking.k8s.io");
        ClusterException failure = await Assert.ThrowsAsync<ClusterException>(() => ReadAsync());
        Assert.Equal(ClusterFailure.Forbidden, failure.Failure);
        Assert.Contains("not authorised to list networkpolicies.networking.k8s.io", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_that_come_too_slowly_are_a_failure()
    {
        _kubectl.Fails("networkpolicies.networking.k8s.io", "Error from server (Timeout): too slow");
        ClusterException failure = await Assert.ThrowsAsync<ClusterException>(() => ReadAsync());
        Assert.Equal(ClusterFailure.TooSlow, failure.Failure);
        Assert.Equal("networkpolicies.networking.k8s.io", _kubectl.Calls[^1][1]);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","items":[{"kind":"Ciliu""")]
    [InlineData("<html>sign in</html>")]
    [InlineData("[1,2]")]
    [InlineData("{\"items\":{}}")]
    [InlineData("")]
    public async Task Half_an_answer_is_damaged(string answer)
    {
        File.WriteAllText(Path.Combine(_kubectl.Folder, "half"), answer);
        _kubectl.Does("ciliumnetworkpolicies.cilium.io", "cat \"$here/half\"");
        ClusterException failure = await Assert.ThrowsAsync<ClusterException>(() => ReadAsync());
        Assert.Equal(ClusterFailure.Damaged, failure.Failure);
        Assert.Contains("not the JSON list", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_answer_of_a_kubectl_that_fails_is_what_it_says()
    {
        _kubectl.Does("ciliumnetworkpolicies.cilium.io", "printf '{\"items\":['; echo 'The connection to the server x was refused' >&2; exit 1");
        Assert.Equal(ClusterFailure.Unreachable, (await Assert.ThrowsAsync<ClusterException>(() => ReadAsync())).Failure);
    }

    [Fact]
    public async Task Namespaces_limit_what_lives_in_them()
    {
        _kubectl.Forbids("pods@pay");
        ClusterContents contents = await ReadAsync("shop", "pay", "shop");
        Assert.Equal(["pay", "shop"], contents.Namespaces);
        string[][] pods = [.. _kubectl.Calls.Where(c => c[1] == "pods")];
        Assert.Equal(["--namespace=pay", "--namespace=shop"], pods.Select(c => c[2]));
        Assert.Equal(("pods", "pay"), (Assert.Single(contents.Gaps).Resource, contents.Gaps[0].Namespace));
        Assert.Single(_kubectl.Calls, c => c[1] == "ciliumclusterwidenetworkpolicies.cilium.io");
        Assert.False(contents.IsComplete(ClusterResource.Services));
        Assert.True(contents.IsComplete(ClusterResource.CiliumCidrGroups));
    }

    [Theory]
    [InlineData("-A")]
    [InlineData("a,metadata.name=b")]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("shop\n")]
    public async Task A_namespace_that_can_be_none_is_not_asked_for(string space)
    {
        await Assert.ThrowsAsync<ClusterException>(() => ReadAsync(space));
        Assert.Empty(_kubectl.Calls);
    }

    private Task<ClusterContents> ReadAsync(params string[] namespaces) =>
        new ClusterReader(new Kubectl(_kubectl.Settings)).ReadAsync(namespaces, CancellationToken.None);
}
