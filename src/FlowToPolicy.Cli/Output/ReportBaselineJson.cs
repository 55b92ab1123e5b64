using System.Text.Json;
using FlowToPolicy.Cli.Output.Diffing;
using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output;

/// <summary>What a proposal does to a cluster that has policies already, for programs.</summary>
internal static class ReportBaselineJson
{
    /// <summary>Writes it under <c>existing</c>; nothing when no existing policies were given.</summary>
    public static void Write(Utf8JsonWriter json, Outcome outcome)
    {
        if (outcome.Baseline is not { } given)
        {
            return;
        }

        Baseline baseline = given.Result;
        json.WriteStartObject("existing");
        json.WriteString("from", given.Source);
        json.WriteNumber("policies", baseline.Existing.Policies.Count);
        json.WriteStartObject("inTheirPlace");
        DiffJson.Counts(json, baseline.InTheirPlace);
        json.WriteStartArray("connections");
        foreach (ConnectionChange change in baseline.InTheirPlace.Changes)
        {
            DiffJson.Connection(change, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("beside");
        VerifyJson.Counts(json, baseline.Beside);
        json.WriteStartArray("denials");
        foreach (DenialGroup group in baseline.Beside.Denials)
        {
            VerifyJson.Group(group, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Strings("overwritten", baseline.Replaced.Select(policy => $"{policy.Kind} {policy.Namespace}/{policy.Name}"));
        json.WriteEndObject();
    }
}
