using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Tests.Cluster.Inventories;

public class PodIdentityTests
{
    private static readonly CiliumVersion Newest = new(1, 19);

    [Fact]
    public void An_identity_is_the_pod_its_namespace_its_account_and_the_cluster()
    {
        ClusterPod pod = Pod(("app", "web"), ("pod-template-hash", "7d4b9c6f5")) with { ServiceAccount = "runner" };
        var inventory = new Inventory([new ClusterNamespace("shop", Map(("kubernetes.io/metadata.name", "shop"), ("team", "a")))], [pod], []);
        Assert.Equal(
            LabelSet.Parse(
                "k8s:app=web",
                "k8s:io.kubernetes.pod.namespace=shop",
                "k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=shop",
                "k8s:io.cilium.k8s.namespace.labels.team=a",
                "k8s:io.cilium.k8s.policy.serviceaccount=runner",
                "k8s:io.cilium.k8s.policy.cluster=prod"),
            PodIdentity.LabelsOf(pod, inventory, Newest, "prod"));
    }

    [Fact]
    public void A_namespace_that_could_not_be_read_still_has_its_name()
    {
        LabelSet labels = PodIdentity.LabelsOf(Pod(("app", "web")), Inventory.Empty, Newest);
        Assert.Equal("shop", labels.FindK8s("io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name"));
        Assert.Equal("default", labels.FindK8s(LabelKeys.Cluster));
        Assert.Null(labels.FindK8s(LabelKeys.ServiceAccount));
    }

    [Fact]
    public void A_pod_cannot_pass_for_another_by_labels_of_its_own()
    {
        ClusterPod pod = Pod(("io.cilium.k8s.policy.serviceaccount", "admin"), ("io.cilium.k8s.namespace.labels.team", "b"), ("io.kubernetes.pod.namespace", "kube-system"));
        LabelSet labels = PodIdentity.LabelsOf(pod, Inventory.Empty, Newest);
        Assert.Equal("shop", labels.FindK8s(LabelKeys.Namespace));
        Assert.Null(labels.FindK8s(LabelKeys.ServiceAccount));
        Assert.Null(labels.FindK8s("io.cilium.k8s.namespace.labels.team"));
    }

    [Fact]
    public void A_pod_on_the_host_network_is_its_node() =>
        Assert.Equal(LabelSet.Parse("reserved:host"), PodIdentity.LabelsOf(Pod(("app", "web")) with { IsHostNetwork = true }, Inventory.Empty, Newest));

    [Theory]
    [InlineData("app", true)]
    [InlineData("app.kubernetes.io/name", true)]
    [InlineData("job-name", true)]
    [InlineData("batch.kubernetes.io/job-name", true)]
    [InlineData("helm.sh/chart", true)]
    [InlineData("rollouts-pod-template-hash", true)]
    [InlineData("example.com/k8s.io", true)]
    [InlineData("topology.example.com/zone", true)]
    [InlineData("io.kubernetes.something", false)]
    [InlineData("kubernetes.io/arch", false)]
    [InlineData("kubernetesXio", true)]
    [InlineData("k8s.io/cluster", false)]
    [InlineData("beta.kubernetes.io/os", false)]
    [InlineData("failure-domain.beta.kubernetes.io/zone", false)]
    [InlineData("app.kubernetes.io/beta.kubernetes.io", false)]
    [InlineData("pod-template-hash", false)]
    [InlineData("pod-template-generation", false)]
    [InlineData("pod-template-hash-of-mine", false)]
    [InlineData("controller-revision-hash", false)]
    [InlineData("annotation.scheduler", false)]
    [InlineData("annotations", false)]
    [InlineData("etcd_node", false)]
    [InlineData("statefulset.kubernetes.io/pod-name", false)]
    [InlineData("apps.kubernetes.io/pod-index", false)]
    [InlineData("batch.kubernetes.io/job-completion-index", false)]
    [InlineData("batch.kubernetes.io/controller-uid", false)]
    [InlineData("controller-uid", false)]
    [InlineData("topology.kubernetes.io/zone", false)]
    public void The_agents_filter_decides_by_the_key(string key, bool isKept) =>
        Assert.Equal(isKept, PodIdentity.LabelsOf(Pod((key, "x")), Inventory.Empty, Newest).FindK8s(key) is not null);

    [Theory]
    [InlineData("topology.kubernetes.io/zone", "1.18", "1.19")]
    [InlineData("controller-uid", "1.15", "1.16")]
    [InlineData("batch.kubernetes.io/controller-uid", "1.15", "1.16")]
    [InlineData("apps.kubernetes.io/pod-index", "1.14", "1.15")]
    [InlineData("statefulset.kubernetes.io/pod-name", "1.14", "1.15")]
    public void Some_labels_are_dropped_only_since_a_version(string key, string before, string since)
    {
        Assert.NotNull(PodIdentity.LabelsOf(Pod((key, "x")), Inventory.Empty, CiliumVersion.Parse(before)).FindK8s(key));
        Assert.Null(PodIdentity.LabelsOf(Pod((key, "x")), Inventory.Empty, CiliumVersion.Parse(since)).FindK8s(key));
    }

    [Fact]
    public void Labels_of_the_namespace_are_kept_even_where_a_pods_are_not_but_for_beta_ones()
    {
        var inventory = new Inventory([new ClusterNamespace("shop", Map(("k8s.io/x", "1"), ("pod-template-hash", "2"), ("beta.kubernetes.io/y", "3")))], [], []);
        LabelSet labels = PodIdentity.LabelsOf(Pod(), inventory, Newest);
        Assert.Equal("1", labels.FindK8s("io.cilium.k8s.namespace.labels.k8s.io/x"));
        Assert.Equal("2", labels.FindK8s("io.cilium.k8s.namespace.labels.pod-template-hash"));
        Assert.Null(labels.FindK8s("io.cilium.k8s.namespace.labels.beta.kubernetes.io/y"));
    }

    private static ClusterPod Pod(params (string Key, string Value)[] labels) => new()
    {
        Namespace = "shop",
        Name = "web-1",
        Workload = new Workload("shop", "Deployment", "web"),
        Labels = Map(labels),
    };

    private static Dictionary<string, string> Map(params (string Key, string Value)[] entries) => entries.ToDictionary(e => e.Key, e => e.Value);
}
