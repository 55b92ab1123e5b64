using System.Text.Json;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Cluster.Objects;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Cluster.Snapshots;

/// <summary>What an <c>inventory.json</c> says.</summary>
/// <param name="Contents">What was read of the cluster, without its objects.</param>
/// <param name="Files">The files that hold the objects. Their paths are as written there: check them before use.</param>
public sealed record InventoryDocument(ClusterContents Contents, IReadOnlyList<SnapshotFile> Files)
{
    private const string ApiPrefix = "flow2policy/";

    /// <summary>Reads the text. Fails with <see cref="ClusterException"/> when it is no inventory of ours.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">Its name in errors.</param>
    public static InventoryDocument Parse(ReadOnlyMemory<byte> utf8, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            JsonElement root = document.RootElement;
            if (root.Text("kind") != InventoryJson.Kind || !root.Text("apiVersion").StartsWith(ApiPrefix, StringComparison.Ordinal))
            {
                throw new ClusterException(ClusterFailure.Damaged, $"{file} is no inventory of flow2policy; take a new snapshot with 'flow2policy snapshot DIR'.");
            }

            var inventory = new Inventory(root.Items("namespaces").Select(Namespace), root.Items("pods").Select(Pod), root.Items("services").Select(Service));
            var contents = new ClusterContents([], inventory, [.. root.Items("gaps").Select(Gap)], [.. root.Texts("onlyNamespaces")]);
            return new InventoryDocument(contents, [.. root.Items("files").Select(File).OfType<SnapshotFile>()]);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // The latter for a text that is half of a surrogate pair.
            throw new ClusterException(ClusterFailure.Damaged, $"{file} is damaged: {cause.Message} Take a new snapshot with 'flow2policy snapshot DIR'.", null, cause);
        }
    }

    private static ClusterGap Gap(JsonElement item) => new(
        item.Text("resource"),
        item.Text("namespace"),
        Enum.GetValues<ClusterFailure>().FirstOrDefault(f => f.Word() == item.Text("reason")),
        item.Text("message"));

    private static SnapshotFile? File(JsonElement item) =>
        ClusterResource.OfPolicies.FirstOrDefault(r => r.Name == item.Text("resource")) is { } resource
            ? new SnapshotFile(item.Text("path"), resource, item.Text("namespace"), item.Text("name"), item.Text("hash"))
            : null;

    private static ClusterNamespace Namespace(JsonElement item) => new(item.Text("name"), item.TextMap("labels"));

    private static ClusterPod Pod(JsonElement item) => new()
    {
        Namespace = item.Text("namespace"),
        Name = item.Text("name"),
        Workload = new Workload(item.Text("namespace"), item.Object("workload").Text("kind"), item.Object("workload").Text("name")),
        Labels = item.TextMap("labels"),
        ServiceAccount = item.Text("serviceAccount"),
        Node = item.Text("node"),
        IsHostNetwork = item.IsTrue("hostNetwork"),
        Addresses = Addresses(item, "addresses"),
        NamedPorts = [.. item.Items("namedPorts").Select(p => new NamedPort(p.Text("name"), Port(p), ProtocolOf(p)))],
    };

    private static ClusterService Service(JsonElement item) => new()
    {
        Namespace = item.Text("namespace"),
        Name = item.Text("name"),
        Type = item.Text("type"),
        ExternalTrafficPolicy = item.Text("externalTrafficPolicy"),
        Labels = item.TextMap("labels"),
        Selector = item.TextMap("selector"),
        ClusterAddresses = Addresses(item, "clusterAddresses"),
        Ports = [.. item.Items("ports").Select(p => new ClusterServicePort(p.Text("name"), Port(p), p.Text("targetPort"), ProtocolOf(p)))],
    };

    private static Address[] Addresses(JsonElement item, string name) =>
        [.. item.Texts(name).Select(t => Address.TryParse(t.AsSpan(), out Address address) ? address : throw new JsonException($"'{t}' is no IP address."))];

    private static ushort Port(JsonElement port) =>
        port.Number("port") is > 0 and <= ushort.MaxValue and var number ? (ushort)number : throw new JsonException("A port must be a number from 1 to 65535.");

    private static Protocol ProtocolOf(JsonElement port) => port.Text("protocol") switch
    {
        "TCP" => Protocol.Tcp,
        "UDP" => Protocol.Udp,
        "SCTP" => Protocol.Sctp,
        var other => throw new JsonException($"'{other}' is no protocol of a port."),
    };
}
