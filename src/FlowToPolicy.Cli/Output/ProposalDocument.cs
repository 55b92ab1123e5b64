using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output;

/// <summary>A proposal with its proof as one JSON document.</summary>
internal sealed class ProposalDocument : IOutcomeWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(Outcome outcome, Terminal terminal) => terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("Proposal", json =>
    {
        ReportJson.Summary(json, outcome);
        AccountJson.Write(json, outcome.Account);
        ReportBaselineJson.Write(json, outcome);
        GraphJsonParts.Window(json, outcome.Graph);
        ProposalJson.Options(json, outcome.Options);
        ReviewJson.Proof(json, outcome.Proof);
        ProposalJson.Content(json, outcome.Proposal);
        FilesJson.Write(json, outcome);
    })));
}
