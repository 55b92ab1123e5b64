using System.Text.Json;
using System.Text.Json.Nodes;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Yaml;

/// <summary>A policy's whole model as text, by reflection, so that no field is forgotten; without its positions.</summary>
internal static class ModelText
{
    public static string Of(Policy policy)
    {
        JsonNode node = JsonSerializer.SerializeToNode(policy)!;
        Strip(node);
        return node.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            map.Remove("Position");
        }

        foreach (JsonNode? child in node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        })
        {
            Strip(child);
        }
    }
}
