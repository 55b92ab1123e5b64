using System.Text;
using System.Text.Json;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cluster.Objects;

/// <summary>
/// Writes an object of the API as YAML: what its author wrote, without what the server keeps beside it. The order of keys is fixed, so that
/// the same object always gives the same bytes.
/// </summary>
internal static class ObjectYaml
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] First = ["apiVersion", "kind", "metadata", "name", "namespace", "spec", "specs"];
    private static readonly string[] Metadata = ["name", "namespace", "labels", "annotations"];

    /// <summary>The document.</summary>
    public static string Of(JsonElement item)
    {
        var output = new StringBuilder();
        Map(output, item, 0, isInline: false, path: "");
        return output.ToString();
    }

    // Everything else in metadata is the server's: uid, resourceVersion, generation, creationTimestamp, managedFields, ...
    private static bool IsKept(string path, string key) => path switch
    {
        "" => key != "status",
        "metadata" => Metadata.Contains(key, StringComparer.Ordinal),
        "metadata.annotations" => key != LastApplied,
        _ => true,
    };

    /// <param name="output">The text so far.</param>
    /// <param name="map">What to write, not empty.</param>
    /// <param name="indent">The column of its keys.</param>
    /// <param name="isInline">Whether the first key continues a line that is already begun.</param>
    /// <param name="path">Where it stands, as far as that matters.</param>
    private static void Map(StringBuilder output, JsonElement map, int indent, bool isInline, string path)
    {
        foreach (JsonProperty entry in Entries(map, path))
        {
            if (!isInline)
            {
                output.Append(' ', indent);
            }

            isInline = false;
            YamlScalar.Append(output, entry.Name);
            output.Append(':');
            Value(output, entry.Value, indent, path.Length == 0 ? entry.Name : path == "metadata" ? $"metadata.{entry.Name}" : "-");
        }
    }

    private static void Value(StringBuilder output, JsonElement value, int indent, string path)
    {
        if (value.ValueKind == JsonValueKind.Object && Entries(value, path).Any())
        {
            output.Append('\n');
            Map(output, value, indent + 2, isInline: false, path);
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            output.Append('\n');
            List(output, value, indent, isInline: false);
        }
        else
        {
            output.Append(' ');
            Scalar(output, value);
        }
    }

    private static void List(StringBuilder output, JsonElement list, int indent, bool isInline)
    {
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (!isInline)
            {
                output.Append(' ', indent);
            }

            isInline = false;
            output.Append("- ");
            if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any())
            {
                Map(output, item, indent + 2, isInline: true, "-");
            }
            else if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() > 0)
            {
                List(output, item, indent + 2, isInline: true);
            }
            else
            {
                Scalar(output, item);
            }
        }
    }

    private static void Scalar(StringBuilder output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                YamlScalar.Append(output, value.GetString()!);
                break;
            case JsonValueKind.Object:
                output.Append("{}");
                break;
            case JsonValueKind.Array:
                output.Append("[]");
                break;
            default:
                output.Append(value.GetRawText());
                break;
        }

        output.Append('\n');
    }

    private static IEnumerable<JsonProperty> Entries(JsonElement map, string path) => map.EnumerateObject()
        .Where(e => IsKept(path, e.Name) && !(path is "metadata" && e.Value.ValueKind == JsonValueKind.Object && !Entries(e.Value, $"metadata.{e.Name}").Any()))
        .OrderBy(e => path is "" or "metadata" && Array.IndexOf(First, e.Name) is >= 0 and var rank ? rank : First.Length)
        .ThenBy(e => e.Name, StringComparer.Ordinal);
}
