using System.Text.Json;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Cluster.Inventories;

public class InventoryReaderTests
{
    [Theory]
    [InlineData("ReplicaSet", "web-7d4b9c6f5", "\"pod-template-hash\":\"7d4b9c6f5\"", "Deployment", "web")]
    [InlineData("ReplicaSet", "web-7d4b9c6f5", "", "ReplicaSet", "web-7d4b9c6f5")]
    [InlineData("ReplicaSet", "web-7d4b9c6f5", "\"rollouts-pod-template-hash\":\"7d4b9c6f5\"", "ReplicaSet", "web-7d4b9c6f5")]
    [InlineData("ReplicaSet", "web", "\"pod-template-hash\":\"7d4b9c6f5\"", "ReplicaSet", "web")]
    [InlineData("StatefulSet", "db", "", "StatefulSet", "db")]
    [InlineData("DaemonSet", "agent", "\"pod-template-hash\":\"1\"", "DaemonSet", "agent")]
    [InlineData("Job", "report-29384756", "", "CronJob", "report")]
    [InlineData("Job", "migrate-1234567", "", "Job", "migrate-1234567")]
    [InlineData("Job", "migrate", "", "Job", "migrate")]
    [InlineData("ReplicationController", "web-3", "\"deploymentconfig\":\"web\"", "DeploymentConfig", "web")]
    public void A_workload_has_the_name_that_Hubble_gives_it(string kind, string owner, string labels, string expectedKind, string expected)
    {
        ClusterPod pod = Pod($$"""
            {"metadata":{"name":"x-1","namespace":"shop","generateName":"x-","labels":{{{labels}}},
            "ownerReferences":[{"kind":"Node","name":"n"},{"kind":"{{kind}}","name":"{{owner}}","controller":true}]} }
            """);
        Assert.Equal(new Workload("shop", expectedKind, expected), pod.Workload);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"bare","namespace":"shop"} }""")]
    [InlineData("""{"metadata":{"name":"bare","namespace":"shop","ownerReferences":[{"kind":"Node","name":"n1","controller":true}]} }""")]
    [InlineData("""{"metadata":{"name":"bare","namespace":"shop","generateName":"b","ownerReferences":[{"kind":"ReplicaSet","name":"r"}]} }""")]
    public void A_pod_without_an_owner_is_its_own_workload(string json) =>
        Assert.Equal(new Workload("shop", "Pod", "bare"), Pod(json).Workload);

    [Theory]
    [InlineData("Succeeded", 0)]
    [InlineData("Failed", 0)]
    [InlineData("Running", 2)]
    [InlineData("Pending", 2)]
    public void A_pod_that_has_ended_gives_its_address_back(string phase, int addresses) =>
        Assert.Equal(addresses, Pod(SampleObjects.Pod("shop", "web", phase: phase)).Addresses.Count);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"metadata":[]}""")]
    [InlineData("""{"metadata":{"name":7} }""")]
    public void What_has_no_name_is_passed_by(string json) => Assert.Empty(Read(ClusterResource.Pods, json).Pods);

    [Fact]
    public void Fields_of_other_types_than_they_should_be_are_empty()
    {
        ClusterPod pod = Pod("""
            {"metadata":{"name":"x","namespace":7,"labels":[1],"ownerReferences":"no"},
            "spec":{"hostNetwork":"true","containers":[{"ports":[{"name":"a","containerPort":"80"},{"name":"b","containerPort":70000},{"name":"c","containerPort":1,"protocol":"X"},7]},7]},
            "status":{"podIP":"nonsense","podIPs":[{"ip":"::1%eth0"},{}]} }
            """);
        Assert.Equal(("", false, 0, 0, 0), (pod.Namespace, pod.IsHostNetwork, pod.Labels.Count, pod.Addresses.Count, pod.NamedPorts.Count));
    }

    [Fact]
    public void A_headless_service_has_no_address()
    {
        ClusterService service = Assert.Single(Read(
            ClusterResource.Services, """{"metadata":{"name":"db","namespace":"shop"},"spec":{"clusterIP":"None","clusterIPs":["None"],"type":"ClusterIP"} }""").Services);
        Assert.Empty(service.ClusterAddresses);
        Assert.Empty(service.Selector);
    }

    private static ClusterPod Pod(string json) => Assert.Single(Read(ClusterResource.Pods, json).Pods);

    private static Inventory Read(ClusterResource resource, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var reader = new InventoryReader();
        reader.Add(resource, document.RootElement);
        return reader.Build();
    }
}
