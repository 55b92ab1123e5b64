using FlowToPolicy.Recorder.Diagnosis;

namespace FlowToPolicy.Cli.Output.Diagnosis;

/// <summary>A doctor's report for programs.</summary>
internal static class DoctorJson
{
    /// <summary>The document.</summary>
    public static byte[] Write(string subject, IReadOnlyList<CheckResult> results) => JsonDocuments.Write("Diagnosis", json =>
    {
        json.WriteStartObject("summary");
        json.WriteString("subject", subject);
        foreach (CheckState state in Enum.GetValues<CheckState>())
        {
            json.WriteNumber(Words.Kebab(state.ToString()), results.Count(r => r.State == state));
        }

        json.WriteEndObject();
        json.WriteStartArray("checks");
        foreach (CheckResult result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteString("state", Words.Kebab(result.State.ToString()));
            json.WriteString("finding", result.Finding);
            json.WriteString("cure", result.Cure.Length > 0 ? result.Cure : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
