using System.Globalization;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation;
using Known = FlowToPolicy.Policies.Validation.ClusterService;
using KnownPort = FlowToPolicy.Policies.Validation.ClusterServicePort;
using Service = FlowToPolicy.Cluster.Inventories.ClusterService;
using ServicePort = FlowToPolicy.Cluster.Inventories.ClusterServicePort;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>What of a cluster's inventory the validator can use.</summary>
internal static class ClusterFacts
{
    /// <summary>Adds pods, services and addresses to what is known.</summary>
    public static ValidationOptions AddTo(ValidationOptions options, Inventory inventory) => options with
    {
        Pods =
        [
            .. (options.Pods ?? []).Concat(inventory.Pods.Where(pod => !pod.IsHostNetwork).Select(pod => PodIdentity.LabelsOf(pod, inventory, options.Version))).Distinct().Order(),
        ],
        Services = [.. inventory.Services.Select(Of)],
        ClusterPrefixes =
        [
            .. inventory.Pods.SelectMany(pod => pod.Addresses.Select(address => new ClusterRange(address.HostPrefix, pod.IsHostNetwork ? $"node {pod.Node}" : $"pod {pod.Namespace}/{pod.Name}"))),
            .. inventory.Services.SelectMany(service => service.ClusterAddresses.Select(address => new ClusterRange(address.HostPrefix, $"service {service.Namespace}/{service.Name}"))),
        ],
    };

    private static Known Of(Service service) => new(
        service.Namespace,
        service.Name,
        service.Selector.Count == 0
            ? LabelSet.Empty
            : LabelSet.Of([.. service.Selector.Select(label => Label.K8s(label.Key, label.Value)), Label.K8s(LabelKeys.Namespace, service.Namespace)]),
        [.. service.Ports.Select(Port).OfType<KnownPort>()]);

    // A target port by name has a number on each pod only.
    private static KnownPort? Port(ServicePort port) => port.TargetPort.Length == 0 ? new KnownPort(port.Port, port.Port)
        : ushort.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out ushort target) ? new KnownPort(port.Port, target)
        : null;
}
