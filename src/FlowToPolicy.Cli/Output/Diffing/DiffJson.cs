using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>For programs: the sums first, then every connection and object.</summary>
internal sealed class DiffJson : IDiffWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal) =>
        terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("PolicyDiff", json =>
        {
            Summary(outcome, json);
            AccountJson.Write(json, outcome.Account);
            LeftOutWords.Write(json, outcome.LeftOut);
            json.WriteStartArray("connections");
            foreach (ConnectionChange change in outcome.Changes)
            {
                Connection(change, json);
            }

            json.WriteEndArray();
            json.WriteStartArray("objects");
            foreach (ObjectChange change in outcome.Objects)
            {
                Object(change, json);
            }

            json.WriteEndArray();
        })));

    private static void Summary(DiffOutcome outcome, Utf8JsonWriter json)
    {
        json.WriteStartObject("summary");
        Counts(json, outcome.Result);
        foreach (ObjectAction action in Enum.GetValues<ObjectAction>())
        {
            json.WriteNumber($"objects{action}", outcome.Objects.Count(change => change.Action == action));
        }

        json.WriteNumber("objectsRewritten", outcome.Rewritten);
        json.WriteBoolean("hasFlows", outcome.HasFlows);
        json.WriteString("existing", outcome.Before);
        json.WriteString("proposed", outcome.After);
        json.WriteString("judgedAs", outcome.Target);
        json.WriteEndObject();
    }

    /// <summary>How many connections change in which way.</summary>
    public static void Counts(Utf8JsonWriter json, ConnectionDiffResult result)
    {
        foreach (ChangeClass kind in Enum.GetValues<ChangeClass>())
        {
            json.WriteNumber(DiffWords.Class(kind), result.Count(kind));
        }

        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("unjudged", result.Unjudged);
    }

    /// <summary>A connection that changes.</summary>
    public static void Connection(ConnectionChange change, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("class", DiffWords.Class(change.Class));
        json.WriteString("client", change.Client);
        json.WriteString("server", change.Server);
        json.WriteString("ports", change.Ports);
        json.WriteString("address", change.Observed is { Address.IsNone: false } seen ? seen.Address.ToString() : null);
        json.WriteNumber("seen", change.Observed?.Count ?? 0);
        Rules(json, "existingRules", change.Before);
        Rules(json, "proposedRules", change.After);
        json.WriteEndObject();
    }

    private static void Object(ObjectChange change, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("action", Words.Kebab(change.Action.ToString()));
        json.WriteString("kind", change.Kind.ToString());
        json.WriteString("namespace", change.Namespace);
        json.WriteString("name", change.Name);
        json.Strings("remarks", change.Remarks);
        json.WriteStartArray("rules");
        foreach (RuleChange rule in change.Rules)
        {
            json.WriteStartObject();
            json.WriteString("action", rule.IsAdded ? "added" : "removed");
            json.WriteString("rule", rule.Reference.ToString());
            json.WriteString("at", rule.Reference.Position.ToString());
            json.WriteString("yaml", rule.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter json, string name, IReadOnlyList<RuleReference> rules)
    {
        json.WriteStartArray(name);
        foreach (RuleReference rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.ToString());
            json.WriteString("at", rule.Position.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
