using System.Text.Json;
using FlowToPolicy.Recorder.Estimation;

namespace FlowToPolicy.Cli.Output;

/// <summary>What a window has probably not shown yet, as JSON.</summary>
internal static class ConfidenceJson
{
    private const int Digits = 6;

    /// <summary>The object <c>confidence</c>; nothing when nothing is known.</summary>
    public static void Write(Utf8JsonWriter json, Confidence? confidence)
    {
        if (confidence is null)
        {
            return;
        }

        json.WriteStartObject("confidence");
        json.WriteBoolean("enough", confidence.Advice.Enough);
        json.WriteNumber("moreDays", confidence.Advice.MoreDays);
        json.WriteString("advice", confidence.Advice.Reason);
        json.WriteNumber("days", confidence.Days);
        json.WriteNumber("hoursOfWeek", confidence.HoursOfWeek);
        json.WriteNumber("daysOfMonth", confidence.DaysOfMonth);
        Scope(json, "all", confidence.All);
        json.WriteStartArray("newEdges");
        foreach (NewEdges day in confidence.Curve)
        {
            json.WriteStartObject();
            json.WriteString("day", new DateTime(day.Day * TimeSpan.TicksPerDay, DateTimeKind.Utc).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("new", day.New);
            json.WriteNumber("total", day.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("periodic");
        foreach (PeriodicEdge edge in confidence.Periodic)
        {
            json.WriteStartObject();
            json.WriteString("client", edge.Edge.Client.Name);
            json.WriteString("server", edge.Edge.Server.Name);
            json.WriteNumber("port", edge.Edge.Port);
            json.WriteString("rhythm", Words.Kebab(edge.Rhythm.ToString()));
            json.WriteNumber("hourOfDay", edge.HourOfDay);
            json.WriteString("dayOfWeek", edge.DayOfWeek?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Scopes(json, "namespaces", confidence.Namespaces);
        Scopes(json, "workloads", confidence.Workloads);
        json.WriteEndObject();
    }

    private static void Scopes(Utf8JsonWriter json, string name, IReadOnlyList<ScopeConfidence> scopes)
    {
        json.WriteStartArray(name);
        foreach (ScopeConfidence scope in scopes)
        {
            Scope(json, null, scope);
        }

        json.WriteEndArray();
    }

    private static void Scope(Utf8JsonWriter json, string? name, ScopeConfidence scope)
    {
        if (name is null)
        {
            json.WriteStartObject();
            json.WriteString("name", scope.Scope);
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteNumber("edges", scope.Edges);
        json.WriteNumber("connections", scope.Connections);
        json.WriteNumber("seenOnce", scope.SeenOnce);
        json.WriteNumber("onOneDay", scope.OnOneDay);
        Range(json, "unseenChance", scope.UnseenChance);
        Range(json, "newEdgesNextDay", scope.NewEdgesNextDay);
        json.WriteNumber("unseenEdgesAtLeast", Math.Round(scope.UnseenEdgesAtLeast, Digits));
        json.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        json.WriteNumber("low", Math.Round(interval.Low, Digits));
        json.WriteNumber("estimate", Math.Round(interval.Estimate, Digits));
        if (double.IsFinite(interval.High))
        {
            json.WriteNumber("high", Math.Round(interval.High, Digits));
        }
        else
        {
            json.WriteNull("high");
        }

        json.WriteEndObject();
    }
}
