using System.Text.Json;
using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>An explanation of connections as JSON.</summary>
internal static class ConnectionJson
{
    /// <summary>Writes both ends and all answers.</summary>
    public static void Write(Utf8JsonWriter json, ConnectionExplanation explanation)
    {
        End(json, "client", explanation.Client);
        End(json, "server", explanation.Server);
        json.WriteStartArray("answers");
        foreach (PortExplanation answer in explanation.Ports)
        {
            json.WriteStartObject();
            json.Strings("ports", answer.Ports);
            json.WriteString("verdict", Words.Kebab(answer.Verdict.ToString()));
            Side(json, "egress", answer.Egress);
            Side(json, "ingress", answer.Ingress);
            json.WriteStartArray("observed");
            foreach (ConnectionVerdict verdict in answer.Observed)
            {
                Use(json, verdict.Connection, Words.Kebab(verdict.Verdict.ToString()));
            }

            json.WriteEndArray();
            Change(json, "closing", answer.Closing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A rule with its place.</summary>
    public static void Rule(Utf8JsonWriter json, RuleReference rule)
    {
        json.WriteString("rule", rule.ToString());
        json.WriteString("kind", rule.Policy.Kind.ToString());
        json.WriteString("at", rule.Position.ToString());
    }

    /// <summary>An observed connection, with a verdict where one was asked.</summary>
    public static void Use(Utf8JsonWriter json, ObservedConnection connection, string? verdict = null)
    {
        json.WriteStartObject();
        json.WriteString("client", connection.Edge.Client.Name);
        json.WriteString("server", connection.Edge.Server.Name);
        json.WriteString("port", VerifyWords.Port(connection.Edge));
        json.WriteString("address", connection.Address.IsNone ? null : connection.Address.ToString());
        json.WriteNumber("connections", connection.Count);
        json.WriteString("outcome", Words.Outcome(connection.Outcome));
        json.Time("firstSeen", connection.Edge.Evidence.FirstSeen);
        json.Time("lastSeen", connection.Edge.Evidence.LastSeen);
        if (verdict is not null)
        {
            json.WriteString("verdict", verdict);
        }

        json.WriteEndObject();
    }

    private static void End(Utf8JsonWriter json, string name, ExplainedEnd end)
    {
        json.WriteStartObject(name);
        json.WriteString("name", end.Name);
        json.WriteString("kind", Words.Kind(end.End.Kind));
        json.WriteBoolean("observed", end.IsObserved);
        json.WriteString("note", end.Note);
        GraphJsonParts.LabelSets(json, "labelSets", [.. end.Identities.Select(identity => identity.Labels).Distinct()]);
        json.WriteEndObject();
    }

    private static void Side(Utf8JsonWriter json, string name, DirectionExplanation side)
    {
        json.WriteStartObject(name);
        json.WriteString("verdict", side.Side.Judgement is { } judgement ? Words.Kebab(judgement.Kind.ToString()) : Words.Kebab(side.Side.Verdict.ToString()));
        json.WriteString("why", ExplainWords.Side(side));
        json.WriteString("cause", side.Denial is { } denial ? VerifyWords.Cause(denial.Cause) : null);
        json.WriteStartArray("closedBy");
        foreach (RuleReference rule in side.Isolating)
        {
            json.WriteStartObject();
            Rule(json, rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (RuleFinding rule in side.Rules)
        {
            json.WriteStartObject();
            Rule(json, rule.Reference);
            json.WriteBoolean("denies", rule.Reference.IsDeny);
            json.WriteBoolean("matches", rule.Matches);
            json.WriteString("lacks", rule.Lacks);
            json.WriteString("yaml", rule.Yaml);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Strings("notes", side.Notes);
        Change(json, "opening", side.Opening);
        json.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter json, string name, SuggestedChange? change)
    {
        if (change is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("what", change.What);
        json.WriteString("at", change.Position.ToString());
        json.WriteString("yaml", change.Yaml);
        json.WriteEndObject();
    }
}
