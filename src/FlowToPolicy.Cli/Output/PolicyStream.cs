using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cli.Output;

/// <summary>
/// The policies as one YAML stream for <c>kubectl apply -f -</c>; with a folder, the list of its files instead. The summary goes
/// beside it.
/// </summary>
internal sealed class PolicyStream : IOutcomeWriter
{
    /// <inheritdoc/>
    public string Format => "yaml";

    /// <inheritdoc/>
    public void Write(Outcome outcome, Terminal terminal)
    {
        if (outcome.Plan is { } plan)
        {
            PlanText.Write(plan, outcome.DryRun, terminal);
        }
        else
        {
            terminal.Out.Write(PolicyYamlWriter.WriteAll(outcome.Proposal.Policies.Select(p => p.Policy)));
        }

        terminal.Out.Flush();
        foreach (string line in ProposalText.Lines(outcome, besideFindings: false).Concat(ProposalText.Proof(outcome)).Concat(ReportBaselineText.Lines(outcome)))
        {
            terminal.Note(line);
        }
    }
}
