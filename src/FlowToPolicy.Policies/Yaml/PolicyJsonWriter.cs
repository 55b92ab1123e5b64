using System.Text.Json;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>Writes policies as JSON objects, with the same fields in the same order as in YAML, without comments.</summary>
public static class PolicyJsonWriter
{
    /// <summary>Writes one policy as a JSON object at the writer's place.</summary>
    public static void Write(Utf8JsonWriter json, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(policy);
        Node(json, PolicyYamlWriter.Shape(policy));
    }

    private static void Node(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlText text:
                json.WriteStringValue(text.Value);
                break;
            case YamlLiteral literal:
                json.WriteRawValue(literal.Value);
                break;
            case YamlMap map:
                json.WriteStartObject();
                foreach ((string key, YamlNode value) in map.Entries)
                {
                    json.WritePropertyName(key);
                    Node(json, value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                for (int i = 0; i < list.Count; i++)
                {
                    Node(json, list.ItemAt(i).Node);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "A kind of node without a JSON form.");
        }
    }
}
