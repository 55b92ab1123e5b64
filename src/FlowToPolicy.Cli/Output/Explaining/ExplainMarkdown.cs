using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>For an issue or a pull request, bounded so that a comment can hold it.</summary>
internal sealed class ExplainMarkdown : IExplainWriter
{
    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(ExplainOutcome outcome, Terminal terminal)
    {
        var comment = new MarkdownComment();
        comment.Line($"{Words.Count(outcome.Policies, "policy", "policies")} from {Markdown.Code(outcome.Source)}, judged as {Markdown.Text(outcome.Target)}.{CoverageWords.Sentence(outcome.Account.Coverage)}");
        if (outcome.Connection is { } connection)
        {
            int shown = connection.Ports.TakeWhile(answer => comment.Block(Answer(connection, answer))).Count();
            if (shown < connection.Ports.Count)
            {
                comment.Line($"\nand {Words.Count(connection.Ports.Count - shown, "more answer")}; ask for one port.");
            }
        }
        else
        {
            Write(outcome, outcome.Policy!, comment);
        }

        terminal.Out.Write(comment.ToString());
    }

    private static string Answer(ConnectionExplanation connection, PortExplanation answer)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Write(connection, answer, text);
        return text.ToString();
    }

    private static void Write(ConnectionExplanation connection, PortExplanation answer, TextWriter text)
    {
        text.Write($"\n### {Markdown.Code(connection.Client.Name)} to {Markdown.Code(connection.Server.Name)}, {Markdown.Text(ExplainWords.Ports(answer))}: {ExplainWords.Verdict(answer.Verdict)}\n\n");
        Side("Egress", answer.Egress, text);
        Side("Ingress", answer.Ingress, text);
        foreach (ConnectionVerdict verdict in answer.Observed.Take(ExplainWords.Brief))
        {
            text.Write($"- Observed: {Markdown.Text(ExplainWords.Observed(verdict))}\n");
        }

        if (answer.Observed.Count > ExplainWords.Brief)
        {
            text.Write($"- and {Words.Number(answer.Observed.Count - ExplainWords.Brief)} more\n");
        }

        Change("To let it through at the client", answer.Egress.Opening, text);
        Change("To let it through at the server", answer.Ingress.Opening, text);
        Change("To close it", answer.Closing, text);
        if (ExplainWords.NoClosing(connection, answer) is { } why)
        {
            text.Write($"\n{Markdown.Text(why)}.\n");
        }
    }

    private static void Side(string which, DirectionExplanation side, TextWriter text)
    {
        text.Write($"- {which}: {Markdown.Text(ExplainWords.Side(side))}{(side.Isolating.Count == 0 ? "" : $"; closed by {Markdown.Text(VerifyWords.Rules(side.Isolating))}")}\n");
        foreach (RuleFinding rule in side.Rules.Take(ExplainWords.Brief))
        {
            text.Write($"  - {(!rule.Matches ? "misses" : rule.Reference.IsDeny ? "**denies**" : "**matches**")} {Markdown.Text(VerifyWords.Rule(rule.Reference))}{(rule.Matches ? "" : ": " + Markdown.Text(rule.Lacks))}\n");
        }

        foreach (string note in side.Notes)
        {
            text.Write($"  - {Markdown.Text(note)}\n");
        }
    }

    private static void Change(string title, SuggestedChange? change, TextWriter text)
    {
        if (change is not null)
        {
            text.Write($"\n{title}, {Markdown.Text(change.What)}{(change.Yaml.Length == 0 ? "." : $":\n\n{Markdown.Block("yaml", change.Yaml)}")}\n");
        }
    }

    private static void Write(ExplainOutcome outcome, PolicyExplanation policy, MarkdownComment text)
    {
        text.Line($"\n### {policy.Policy.Kind} {Markdown.Code(policy.Policy.Namespace.Length == 0 ? policy.Policy.Name : $"{policy.Policy.Namespace}/{policy.Policy.Name}")}");
        text.Line($"\nAbout {Markdown.Text(string.Join("; ", policy.Subjects))}; {(policy.Closes.Count == 0 ? "closes nothing" : $"closes {string.Join(" and ", policy.Closes)}")}.\n");
        if (policy.HasFlows)
        {
            Without("denied", policy.BreaksWithout, text);
            Without("let through", policy.AdmitsWithout, text);
        }

        text.Table(
            outcome.Graph is null ? "| Rule | Says |\n|---|---|\n" : "| Rule | Says | Connections | Last seen |\n|---|---|---:|---|\n",
            [.. policy.Items.Select(item => Row(item, outcome.Graph is not null))],
            policy.Items.Count);
        if (!policy.HasFlows)
        {
            text.Line("\nWho used these rules and what would change without them is not known without flows (`--flows`).");
        }
    }

    private static string Row(ItemExplanation item, bool hasFlows)
    {
        string use = !hasFlows ? "" : $" {Words.Number(item.Use.Seen)} | {(item.Use.Connections.Count == 0 ? "never" : Words.TimeToSecond(item.Use.LastSeen))} |";
        return $"| {Markdown.Text(VerifyWords.Rule(item.Use.Reference))} | {Markdown.Text(item.Words)} |{use}";
    }

    private static void Without(string what, IReadOnlyList<ConnectionVerdict> verdicts, MarkdownComment text)
    {
        text.Line($"Without this policy {(verdicts.Count == 0 ? "nothing that was observed" : Words.Count(verdicts.Count, "observed connection"))} would be {what}.\n");
        foreach (ConnectionVerdict verdict in verdicts.Take(ExplainWords.Brief))
        {
            text.Line($"- {Markdown.Text(ExplainWords.Use(verdict.Connection))}");
        }

        if (verdicts.Count > 0)
        {
            text.Line(verdicts.Count > ExplainWords.Brief ? $"- and {Words.Number(verdicts.Count - ExplainWords.Brief)} more\n" : "");
        }
    }
}
