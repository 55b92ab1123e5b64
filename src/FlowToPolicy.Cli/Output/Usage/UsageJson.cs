using System.Text.Json;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Usage;

namespace FlowToPolicy.Cli.Output.Usage;

/// <summary>What of the policies is unused or too wide, as JSON under <c>usage</c>.</summary>
internal static class UsageJson
{
    /// <summary>Writes the property.</summary>
    public static void Write(Utf8JsonWriter json, UsageReport usage, CommunicationGraph graph)
    {
        json.WriteStartObject("usage");
        Numbers(json, usage.Numbers);
        Coverage(json, graph.Window);
        Array(json, "unused", usage.Unused, rule => Rule(json, rule));
        Array(json, "wide", usage.Wide, wide =>
        {
            Rule(json, wide.Use.Reference);
            json.WriteNumber("seen", wide.Use.Seen);
            json.Strings("excess", wide.Excess);
            json.WriteString("narrower", wide.Narrower);
        });
        Array(json, "shadowed", usage.Shadowed, item =>
        {
            Rule(json, item.Item);
            json.WriteString("by", item.By.ToString());
            json.WriteString("byAt", item.By.Position.ToString());
        });
        json.WriteNumber("notCompared", usage.NotCompared);
        Array(json, "selectsNobody", usage.SelectsNobody, policy => Policy(json, policy));
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, UsageNumbers numbers)
    {
        json.WriteNumber("admitted", numbers.Admitted);
        json.WriteNumber("used", numbers.Used);
        json.WriteNumber("workloads", numbers.Workloads);
        json.WriteNumber("ingressIsolated", numbers.IngressIsolated);
        json.WriteNumber("egressIsolated", numbers.EgressIsolated);
        json.WriteNumber("openToWorld", numbers.OpenToWorld);
    }

    private static void Coverage(Utf8JsonWriter json, ObservationWindow window)
    {
        json.WriteStartObject("coverage");
        json.Time("first", window.First);
        json.Time("last", window.Last);
        json.WriteNumber("nodes", window.Nodes.Count);
        json.WriteNumber("lostEvents", window.TotalLost);
        json.WriteNumber("unreadNodes", window.UnreadNodes.Count);
        json.Strings("doubts", WindowDoubts.Of(window));
        json.WriteEndObject();
    }

    private static void Policy(Utf8JsonWriter json, Policy policy)
    {
        json.WriteString("policy", PolicyExplainer.NameOf(policy));
        json.WriteString("at", policy.Position.ToString());
    }

    private static void Rule(Utf8JsonWriter json, RuleReference rule)
    {
        json.WriteString("rule", rule.ToString());
        json.WriteString("kind", rule.Policy.Kind.ToString());
        json.WriteString("at", rule.Position.ToString());
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
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
}
