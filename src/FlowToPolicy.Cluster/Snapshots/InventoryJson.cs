using System.Text.Json;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Cluster.Snapshots;

/// <summary>Writes the content of <c>inventory.json</c>: everything of a snapshot that is no policy. <see cref="SnapshotReader"/> reads it.</summary>
public static class InventoryJson
{
    /// <summary>The name of the file, by which a folder is known as a snapshot.</summary>
    public const string FileName = "inventory.json";

    /// <summary>The document's <c>kind</c>.</summary>
    public const string Kind = "Inventory";

    /// <summary>Writes what stands between the document's head and its end.</summary>
    public static void Write(Utf8JsonWriter json, ClusterContents contents, IReadOnlyList<SnapshotFile> files)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(files);
        Summary(json, contents);
        Texts(json, "onlyNamespaces", contents.Namespaces);
        Gaps(json, contents.Gaps);
        List(json, "files", files, file =>
        {
            json.WriteString("path", file.Path);
            json.WriteString("resource", file.Resource.Name);
            json.WriteString("namespace", file.Namespace);
            json.WriteString("name", file.Name);
            json.WriteString("hash", file.Hash);
        });
        List(json, "namespaces", contents.Inventory.Namespaces, space =>
        {
            json.WriteString("name", space.Name);
            Map(json, "labels", space.Labels);
        });
        List(json, "pods", contents.Inventory.Pods, pod => Pod(json, pod));
        List(json, "services", contents.Inventory.Services, service => Service(json, service));
    }

    /// <summary>The numbers of a snapshot, as an object named <c>summary</c>.</summary>
    public static void Summary(Utf8JsonWriter json, ClusterContents contents)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(contents);
        json.WriteStartObject("summary");
        json.WriteNumber("policies", contents.Objects.Count(o => o.Resource != ClusterResource.CiliumCidrGroups));
        json.WriteNumber("cidrGroups", contents.Objects.Count(o => o.Resource == ClusterResource.CiliumCidrGroups));
        json.WriteNumber("namespaces", contents.Inventory.Namespaces.Count);
        json.WriteNumber("pods", contents.Inventory.Pods.Count);
        json.WriteNumber("services", contents.Inventory.Services.Count);
        json.WriteNumber("gaps", contents.Gaps.Count);
        json.WriteEndObject();
    }

    /// <summary>What could not be read, as a list named <c>gaps</c>.</summary>
    public static void Gaps(Utf8JsonWriter json, IReadOnlyList<ClusterGap> gaps)
    {
        ArgumentNullException.ThrowIfNull(json);
        List(json, "gaps", gaps, gap =>
        {
            json.WriteString("resource", gap.Resource);
            json.WriteString("namespace", gap.Namespace);
            json.WriteString("reason", gap.Failure.Word());
            json.WriteString("message", gap.Message);
        });
    }

    private static void Pod(Utf8JsonWriter json, ClusterPod pod)
    {
        json.WriteString("namespace", pod.Namespace);
        json.WriteString("name", pod.Name);
        json.WriteStartObject("workload");
        json.WriteString("kind", pod.Workload.Kind);
        json.WriteString("name", pod.Workload.Name);
        json.WriteEndObject();
        Map(json, "labels", pod.Labels);
        json.WriteString("serviceAccount", pod.ServiceAccount);
        json.WriteString("node", pod.Node);
        json.WriteBoolean("hostNetwork", pod.IsHostNetwork);
        Texts(json, "addresses", pod.Addresses.Select(a => a.ToString()));
        List(json, "namedPorts", pod.NamedPorts, port =>
        {
            json.WriteString("name", port.Name);
            json.WriteNumber("port", port.Port);
            json.WriteString("protocol", port.Protocol.Name());
        });
    }

    private static void Service(Utf8JsonWriter json, ClusterService service)
    {
        json.WriteString("namespace", service.Namespace);
        json.WriteString("name", service.Name);
        json.WriteString("type", service.Type);
        json.WriteString("externalTrafficPolicy", service.ExternalTrafficPolicy);
        Map(json, "labels", service.Labels);
        Map(json, "selector", service.Selector);
        Texts(json, "clusterAddresses", service.ClusterAddresses.Select(a => a.ToString()));
        List(json, "ports", service.Ports, port =>
        {
            json.WriteString("name", port.Name);
            json.WriteNumber("port", port.Port);
            json.WriteString("targetPort", port.TargetPort);
            json.WriteString("protocol", port.Protocol.Name());
        });
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> entries)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
