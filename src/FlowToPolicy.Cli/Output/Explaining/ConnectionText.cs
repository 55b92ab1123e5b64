using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>Why connections are or are not let through, for readers: the answer first, then each end, what was seen, and the change.</summary>
internal static class ConnectionText
{
    /// <summary>Writes it.</summary>
    public static void Write(ExplainOutcome outcome, ConnectionExplanation explanation, Terminal terminal)
    {
        (ExplainedEnd client, ExplainedEnd server) = (explanation.Client, explanation.Server);
        terminal.Line($"Policies  {Words.Count(outcome.Policies, "policy", "policies")} from {outcome.Source}; judged as {outcome.Target}");
        foreach (string line in CoverageWords.Lines(outcome.Account.Coverage))
        {
            terminal.Line(line);
        }

        foreach (ExplainedEnd end in new[] { client, server }.Where(end => end.Note is not null))
        {
            terminal.Line($"Note      {end.Note}");
        }

        foreach (PortExplanation answer in explanation.Ports)
        {
            terminal.Line();
            terminal.Line($"{client.Name} -> {server.Name} {ExplainWords.Ports(answer)}: {ExplainWords.Verdict(answer.Verdict)}");
            Side("egress of", client, answer.Egress, terminal);
            Side("ingress of", server, answer.Ingress, terminal);
            Observed(outcome, explanation, answer, terminal);
            Change("To let it through at the client", answer.Egress.Opening, terminal);
            Change("To let it through at the server", answer.Ingress.Opening, terminal);
            Change("To close it", answer.Closing, terminal);
            if (ExplainWords.NoClosing(explanation, answer) is { } why)
            {
                terminal.Line($"  {why}");
            }
        }
    }

    private static void Side(string which, ExplainedEnd end, DirectionExplanation side, Terminal terminal)
    {
        terminal.Line($"  {which} {end.Name}: {ExplainWords.Side(side)}");
        if (side.Isolating.Count > 0)
        {
            terminal.Line($"    closed by {VerifyWords.Rules(side.Isolating)}");
        }

        foreach (RuleFinding rule in side.Rules)
        {
            terminal.Line($"    {(!rule.Matches ? "misses " : rule.Reference.IsDeny ? "denies " : "matches")} {VerifyWords.Rule(rule.Reference)}{(rule.Matches ? "" : ": " + rule.Lacks)}");
        }

        foreach (string note in side.Notes)
        {
            terminal.Line($"    note: {note}");
        }
    }

    private static void Observed(ExplainOutcome outcome, ConnectionExplanation explanation, PortExplanation answer, Terminal terminal)
    {
        if (outcome.Graph is null)
        {
            terminal.Line("  observed: not known without flows (--flows, --store)");
            return;
        }

        if (answer.Observed.Count == 0)
        {
            terminal.Line($"  observed: nothing in the window{AbsenceWords.Of(outcome, explanation)}");
            return;
        }

        IEnumerable<ConnectionVerdict> shown = outcome.Verbose ? answer.Observed : answer.Observed.Take(ExplainWords.Brief);
        foreach (ConnectionVerdict verdict in shown)
        {
            string differs = verdict.Verdict == answer.Verdict ? "" : $"; {ExplainWords.Verdict(verdict.Verdict)} by these policies";
            terminal.Line($"  observed: {ExplainWords.Observed(verdict)}{differs}");
        }

        if (!outcome.Verbose && answer.Observed.Count > ExplainWords.Brief)
        {
            terminal.Line($"  and {Words.Number(answer.Observed.Count - ExplainWords.Brief)} more (--verbose lists all)");
        }
    }

    private static void Change(string title, SuggestedChange? change, Terminal terminal)
    {
        if (change is null)
        {
            return;
        }

        terminal.Line($"  {title}, {change.What}{(change.Position.IsNone ? "" : $" ({change.Position})")}{(change.Yaml.Length == 0 ? "" : ":")}");
        foreach (string line in ExplainWords.Lines(change.Yaml))
        {
            terminal.Line($"    {line}");
        }
    }
}
