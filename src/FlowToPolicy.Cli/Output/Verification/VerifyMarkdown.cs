using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>For a pull request: the answer in one line, then what would be stopped, bounded so that a comment can hold it.</summary>
internal sealed class VerifyMarkdown : IVerifyWriter
{
    private const int MostRows = 50;
    private const int MostChanges = 10;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal)
    {
        VerificationResult result = outcome.Result;
        int stopped = result.WouldBeDenied.Count();
        terminal.Out.Write(stopped == 0
            ? "**Nothing that was observed would be denied.**\n\n"
            : $"**{Words.Count(stopped, "observed connection")} would be denied.**\n\n");
        terminal.Out.Write(
            $"{Words.Count(result.Verdicts.Count, "connection")} replayed through {Words.Count(outcome.Policies, "policy", "policies")} from {Markdown.Code(outcome.Source)}: "
            + $"{Words.Number(result.Admitted)} admitted, {Words.Number(result.Denied)} denied, {Words.Number(result.Unjudged)} not judged; "
            + $"{Words.Number(result.Disagreements.Count())} judged otherwise when they were recorded. Judged as {Markdown.Text(VerifyWords.Target(outcome))}.\n");
        DenialGroup[] felt = [.. result.Denials.Where(g => g.WasLetThrough && g.Cause != DenialCause.OtherEnd)];
        if (felt.Length == 0)
        {
            return;
        }

        terminal.Out.Write("\n| Workload | Direction | Peer | Port | Cause | Seen | Decided by |\n|---|---|---|---|---|---:|---|\n");
        foreach (DenialGroup group in felt.Take(MostRows))
        {
            terminal.Out.Write(
                $"| {Markdown.Code(group.Subject.Name)} | {VerifyWords.Direction(group.Direction)} | {Markdown.Code(group.Peer.Name)} | {VerifyWords.Port(group.Edge)} "
                + $"| {VerifyWords.Cause(group.Cause)} | {Words.Number(group.Seen)} | {Markdown.Text(VerifyWords.Rules(group.Denial.Rules))} |\n");
        }

        if (felt.Length > MostRows)
        {
            terminal.Out.Write($"\nand {Words.Number(felt.Length - MostRows)} more rows.\n");
        }

        foreach (DenialGroup group in felt.Where(g => g.Change is { Yaml.Length: > 0 }).DistinctBy(g => (g.Change!.What, g.Change.Yaml)).Take(MostChanges))
        {
            terminal.Out.Write($"\nTo admit {Markdown.Code(VerifyWords.Group(group))}, {Markdown.Text(group.Change!.What)}:\n\n{Markdown.Block("yaml", group.Change.Yaml)}\n");
        }
    }
}
