using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Output;

/// <summary>Everything of a run for a reader: window, graph, findings, proposal, proof.</summary>
internal sealed class ReportText : IOutcomeWriter
{
    private const int BriefExamples = 2;

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(Outcome outcome, Terminal terminal)
    {
        foreach (string line in WindowText.Lines(outcome.Graph).Concat(ConfidenceWords.Lines(outcome)))
        {
            terminal.Line(line);
        }

        terminal.Line();
        new GraphTable().Write(outcome.Graph, outcome.Account, terminal);
        terminal.Line();
        Findings(outcome, terminal);
        foreach (string line in ProposalText.Lines(outcome, besideFindings: true).Concat(ProposalText.Proof(outcome)).Concat(ReportBaselineText.Lines(outcome)))
        {
            terminal.Line(line);
        }

        if (outcome.Plan is { } plan)
        {
            terminal.Line();
            PlanText.Write(plan, outcome.DryRun, terminal);
        }
    }

    private static void Findings(Outcome outcome, Terminal terminal)
    {
        terminal.Line(outcome.Findings.Count == 0 ? "Findings  none" : "Findings");
        foreach (Finding finding in outcome.Findings)
        {
            terminal.Line($"  {Words.Kebab(finding.Severity.ToString())}: {finding.Name} ({Words.Number(finding.Count)}): {finding.What}");
            terminal.Line($"    {finding.Advice}");
            int shown = outcome.Verbose ? finding.Examples.Count : Math.Min(BriefExamples, finding.Examples.Count);
            foreach (FindingExample example in finding.Examples.Take(shown))
            {
                terminal.Line($"    - {example.Text}");
                if (example.Command is { } command)
                {
                    terminal.Line($"      {command}");
                }
            }
        }

        terminal.Line();
    }
}
