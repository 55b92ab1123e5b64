using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>Everything of a run as one JSON document.</summary>
internal sealed class ReportJson : IOutcomeWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(Outcome outcome, Terminal terminal) => terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("Analysis", json =>
    {
        Summary(json, outcome);
        AccountJson.Write(json, outcome.Account);
        ConfidenceJson.Write(json, outcome.Confidence);
        ReportBaselineJson.Write(json, outcome);
        GraphJsonParts.Window(json, outcome.Graph);
        GraphJsonParts.Accounting(json, outcome.Graph.Accounting);
        ProposalJson.Options(json, outcome.Options);
        ReviewJson.Findings(json, outcome.Findings);
        ReviewJson.Proof(json, outcome.Proof);
        ProposalJson.Content(json, outcome.Proposal);
        FilesJson.Write(json, outcome);
        GraphJson.Content(json, outcome.Graph);
    })));

    /// <summary>The numbers that matter most.</summary>
    public static void Summary(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("workloads", outcome.Graph.Ends.Count(e => e.Kind == EndKind.Workload));
        json.WriteNumber("edges", outcome.Graph.Edges.Count);
        json.WriteNumber("policies", outcome.Proposal.Policies.Count);
        json.WriteNumber("findings", outcome.Findings.Count);
        json.WriteNumber("connections", outcome.Proof.Connections);
        json.WriteBoolean("proven", outcome.Proof.Holds);
        json.WriteEndObject();
    }
}
