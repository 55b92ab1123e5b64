using System.Text.Json;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>An explanation of a policy as JSON.</summary>
internal static class PolicyJson
{
    /// <summary>Writes the rules with their uses, and what would change without the policy.</summary>
    public static void Write(Utf8JsonWriter json, PolicyExplanation explanation)
    {
        json.WriteString("at", explanation.Policy.Position.ToString());
        json.Strings("about", explanation.Subjects);
        json.Strings("closes", explanation.Closes);
        json.Strings("selects", explanation.Selected);
        json.WriteStartArray("rules");
        foreach (ItemExplanation item in explanation.Items)
        {
            json.WriteStartObject();
            ConnectionJson.Rule(json, item.Use.Reference);
            json.WriteBoolean("denies", item.Use.Reference.IsDeny);
            json.WriteString("words", item.Words);
            json.WriteString("yaml", item.Use.Yaml);
            json.WriteNumber("connections", item.Use.Seen);
            json.Time("firstSeen", item.Use.FirstSeen);
            json.Time("lastSeen", item.Use.LastSeen);
            Connections(json, "usedBy", item.Use.Connections);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Connections(json, "breaksWithout", explanation.BreaksWithout.Select(verdict => verdict.Connection));
        Connections(json, "admitsWithout", explanation.AdmitsWithout.Select(verdict => verdict.Connection));
    }

    private static void Connections(Utf8JsonWriter json, string name, IEnumerable<ObservedConnection> connections)
    {
        json.WriteStartArray(name);
        foreach (ObservedConnection connection in connections)
        {
            ConnectionJson.Use(json, connection);
        }

        json.WriteEndArray();
    }
}
