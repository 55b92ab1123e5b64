using System.Globalization;
using System.Text.Json;
using FlowToPolicy.Cluster.Objects;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>Keeps of objects of the API what bears on policies. Equal texts are kept once.</summary>
internal sealed class InventoryReader
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<ClusterNamespace> _namespaces = [];
    private readonly List<ClusterPod> _pods = [];
    private readonly List<ClusterService> _services = [];

    /// <summary>What was read.</summary>
    public Inventory Build() => new(_namespaces, _pods, _services);

    /// <summary>Takes one object of a kind of <see cref="ClusterResource.OfInventory"/>. Objects without a name are passed by.</summary>
    public void Add(ClusterResource resource, JsonElement item)
    {
        JsonElement metadata = item.Object("metadata");
        if (metadata.Text("name").Length == 0)
        {
            return;
        }

        if (resource == ClusterResource.Namespaces)
        {
            _namespaces.Add(new ClusterNamespace(Shared(metadata.Text("name")), Map(metadata, "labels")));
        }
        else if (resource == ClusterResource.Pods)
        {
            _pods.Add(Pod(metadata, item.Object("spec"), item.Object("status")));
        }
        else
        {
            _services.Add(Service(metadata, item.Object("spec")));
        }
    }

    private ClusterPod Pod(JsonElement metadata, JsonElement spec, JsonElement status)
    {
        SortedDictionary<string, string> labels = Map(metadata, "labels");
        Workload workload = PodOwner.Of(metadata, labels);
        bool hasEnded = status.Text("phase") is "Succeeded" or "Failed";
        return new ClusterPod
        {
            Namespace = Shared(metadata.Text("namespace")),
            Name = metadata.Text("name"),
            Workload = new Workload(Shared(workload.Namespace), Shared(workload.Kind), Shared(workload.Name)),
            Labels = labels,
            ServiceAccount = Shared(spec.Text("serviceAccountName")),
            Node = Shared(spec.Text("nodeName")),
            IsHostNetwork = spec.IsTrue("hostNetwork"),
            Addresses = hasEnded ? [] : Addresses([status.Text("podIP"), .. status.Items("podIPs").Select(a => a.Text("ip"))]),
            NamedPorts = [.. spec.Items("containers").SelectMany(c => c.Items("ports")).Select(NamedPort).OfType<NamedPort>()],
        };
    }

    private ClusterService Service(JsonElement metadata, JsonElement spec) => new()
    {
        Namespace = Shared(metadata.Text("namespace")),
        Name = metadata.Text("name"),
        Labels = Map(metadata, "labels"),
        Selector = Map(spec, "selector"),
        Type = Shared(spec.Text("type")),
        ExternalTrafficPolicy = Shared(spec.Text("externalTrafficPolicy")),
        ClusterAddresses = Addresses([spec.Text("clusterIP"), .. spec.Texts("clusterIPs")]),
        Ports = [.. spec.Items("ports").Select(ServicePort).OfType<ClusterServicePort>()],
    };

    private NamedPort? NamedPort(JsonElement port) =>
        port.Text("name") is { Length: > 0 } name && port.Number("containerPort") is > 0 and <= ushort.MaxValue and var number && ProtocolOf(port) is { } protocol
            ? new NamedPort(Shared(name), (ushort)number, protocol)
            : null;

    private ClusterServicePort? ServicePort(JsonElement port) =>
        port.Number("port") is > 0 and <= ushort.MaxValue and var number && ProtocolOf(port) is { } protocol
            ? new ClusterServicePort(
                Shared(port.Text("name")),
                (ushort)number,
                Shared(port.Number("targetPort") is { } target ? target.ToString(CultureInfo.InvariantCulture) : port.Text("targetPort")),
                protocol)
            : null;

    private static Protocol? ProtocolOf(JsonElement port) => port.Text("protocol") switch
    {
        "TCP" or "" => Protocol.Tcp,
        "UDP" => Protocol.Udp,
        "SCTP" => Protocol.Sctp,
        _ => null,
    };

    private static Address[] Addresses(IEnumerable<string> texts) =>
        [.. texts.Select(t => Address.TryParse(t.AsSpan(), out Address address) ? address : default).Where(a => !a.IsNone).Distinct()];

    private SortedDictionary<string, string> Map(JsonElement from, string name)
    {
        var shared = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in from.TextMap(name))
        {
            shared.Add(Shared(key), Shared(value));
        }

        return shared;
    }

    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out string? known))
        {
            _texts.Add(text, known = text);
        }

        return known;
    }
}
