using FlowToPolicy.Cli.Output.Usage;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>For a pull request: the answer in one line, then what would be stopped, bounded so that a comment can hold it.</summary>
internal sealed class VerifyMarkdown : IVerifyWriter
{
    private const int MostRows = 50;
    private const int MostChanges = 10;
    private const int LongestCell = 300;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal)
    {
        VerificationResult result = outcome.Result;
        DenialGroup[] felt = [.. VerifyWords.Felt(result)];
        var comment = new MarkdownComment();
        LeftOutWords.Write(comment, outcome.LeftOut);
        int stopped = result.WouldBeDenied.Count();
        comment.Line(stopped == 0 ? "**Nothing that was observed would be denied.**\n" : $"**{Words.Count(stopped, "observed connection")} would be denied.** {VerifyWords.Causes(felt)}\n");
        comment.Line(
            $"{Words.Count(result.Verdicts.Count, "connection")} replayed through {Words.Count(outcome.Policies, "policy", "policies")} from {Markdown.Code(outcome.Source)}: "
            + $"{Words.Number(result.Admitted)} admitted, {Words.Number(result.Denied)} denied, {Words.Number(result.Unjudged)} not judged; "
            + $"{Words.Number(result.Disagreements.Count())} judged otherwise when they were recorded. Judged as {Markdown.Text(VerifyWords.Target(outcome))}.{CoverageWords.Sentence(outcome.Account.Coverage)}");
        comment.Table("\n| Workload | Direction | Peer | Port | Cause | Seen | Decided by |\n|---|---|---|---|---|---:|---|\n", [.. felt.Select(Row)], MostRows);
        foreach (DenialGroup group in felt.Where(g => g.Change is { Yaml.Length: > 0 }).DistinctBy(g => (g.Change!.What, g.Change.Yaml)).Take(MostChanges))
        {
            comment.Block($"\nTo admit {Markdown.Code(VerifyWords.Group(group))}, {Markdown.Text(group.Change!.What)}:\n\n{Markdown.Block("yaml", group.Change.Yaml)}\n");
        }

        UsageNumbers numbers = outcome.Usage.Numbers;
        comment.Line($"\nOf {Words.Count(numbers.Admitted, "admitted combination")} of client, server and known port {Words.Number(numbers.Used)} were used. "
            + $"Of {Words.Count(numbers.Workloads, "workload")} ingress of {Words.Number(numbers.IngressIsolated)} and egress of {Words.Number(numbers.EgressIsolated)} is closed; {Words.Number(numbers.OpenToWorld)} may be called by the world.{Doubts(outcome)}");
        comment.Table("\n| Note | Rule or policy | What |\n|---|---|---|\n", [.. UsageNote.Of(outcome.Usage).Select(Note)], MostRows);
        terminal.Out.Write(comment.ToString());
    }

    private static string Row(DenialGroup group) =>
        $"| {Markdown.Code(group.Subject.Name)} | {VerifyWords.Direction(group.Direction)} | {Markdown.Code(group.Peer.Name)} | {VerifyWords.Port(group.Edge)} "
        + $"| {VerifyWords.Cause(group.Cause)} | {Words.Number(group.Seen)} | {Cell(group.Denial.Rules.Count == 0 ? group.Denial.Explanation : VerifyWords.Rules(group.Denial.Rules))} |";

    private static string Doubts(VerifyOutcome outcome) => WindowDoubts.Of(outcome.Graph.Window) is { Count: > 0 } doubts ? $" What looks unused may be used all the same: of the window, {string.Join(", ", doubts)}." : "";

    private static string Note(UsageNote note) => $"| {note.Rule} | {Markdown.Code(note.Place)} | {Cell(note.Message.TrimEnd('\n').Replace("\n", " ", StringComparison.Ordinal))} |";

    // Markup is added after cutting, so that no escape is cut in two.
    private static string Cell(string text) => Markdown.Text(text.Length <= LongestCell ? text : text[..LongestCell] + " ...");
}
