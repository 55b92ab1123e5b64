using System.Text.Json;
using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Output;

/// <summary>The parts of JSON documents that hold findings and the proof.</summary>
internal static class ReviewJson
{
    /// <summary>The findings in their order.</summary>
    public static void Findings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("severity", Words.Kebab(finding.Severity.ToString()));
            json.WriteNumber("count", finding.Count);
            json.WriteString("what", finding.What);
            json.WriteString("advice", finding.Advice);
            json.WriteStartArray("examples");
            foreach (FindingExample example in finding.Examples)
            {
                json.WriteStartObject();
                json.WriteString("text", example.Text);
                json.WriteString("command", example.Command);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the replay showed.</summary>
    public static void Proof(Utf8JsonWriter json, ProofResult proof)
    {
        json.WriteStartObject("proof");
        json.WriteBoolean("holds", proof.Holds);
        json.WriteNumber("connections", proof.Connections);
        json.WriteNumber("edges", proof.Edges);
        json.WriteNumber("deniedAttempts", proof.DeniedAttempts);
        json.WriteNumber("unusedAdmitted", proof.UnusedAdmitted);
        json.WriteNumber("derivedAdmitted", proof.DerivedAdmitted);
        json.WriteNumber("unlistedAddresses", proof.UnlistedAddresses);
        Attempts(json, "failures", proof.Failures);
        Attempts(json, "deniedAdmitted", proof.DeniedAdmitted);
        Attempts(json, "deniedInseparable", proof.DeniedInseparable);
        Attempts(json, "deniedLeftOpen", proof.DeniedLeftOpen);
        json.WriteStartArray("notProvable");
        foreach (Edge edge in proof.NotProvable)
        {
            json.WriteStringValue(EdgeText.Describe(edge));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Attempts(Utf8JsonWriter json, string name, IReadOnlyList<ProofFinding> findings)
    {
        json.WriteStartArray(name);
        foreach (ProofFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("connection", EdgeText.Describe(finding.Edge));
            json.WriteString("address", finding.Address.ToString());
            json.WriteString("side", finding.Side is { } side ? Words.Kebab(side.ToString()) : null);
            json.WriteString("reason", finding.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
