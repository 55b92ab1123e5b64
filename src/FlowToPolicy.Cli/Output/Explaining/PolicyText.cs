using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>What a policy does, for readers: whom it is about, rule by rule who used it, and what would change without it.</summary>
internal static class PolicyText
{
    /// <summary>Writes it.</summary>
    public static void Write(ExplainOutcome outcome, PolicyExplanation explanation, Terminal terminal)
    {
        Policy policy = explanation.Policy;
        terminal.Line($"{policy.Kind} {(policy.Namespace.Length == 0 ? policy.Name : $"{policy.Namespace}/{policy.Name}")}{(policy.Position.IsNone ? "" : $" ({policy.Position})")}");
        terminal.Line($"About     {string.Join("; ", explanation.Subjects)}");
        terminal.Line(explanation.Closes.Count == 0 ? "Closes    nothing" : $"Closes    {string.Join(" and ", explanation.Closes)}");
        terminal.Line(explanation.Selected.Count == 0
            ? outcome.Graph is null ? "Selects   not known without flows (--flows) or a cluster or snapshot (--cluster-state)" : "Selects   nobody that is known"
            : $"Selects   {Words.Count(explanation.Selected.Count, "workload")}: {List(explanation.Selected, outcome.Verbose)}");
        foreach (string line in outcome.Graph is null ? [] : WindowText.Lines(outcome.Graph).Take(4).Concat(CoverageWords.Lines(outcome.Account.Coverage)))
        {
            terminal.Line(line);
        }

        foreach (ItemExplanation item in explanation.Items)
        {
            terminal.Line();
            terminal.Line($"{VerifyWords.Rule(item.Use.Reference)}: {item.Words}");
            Use(outcome, item.Use, terminal);
        }

        if (explanation.HasFlows)
        {
            terminal.Line();
            Without("Without this policy would be denied", explanation.BreaksWithout, outcome.Verbose, terminal);
            Without("Without this policy would be let through", explanation.AdmitsWithout, outcome.Verbose, terminal);
        }
        else
        {
            terminal.Line();
            terminal.Line("Who used these rules and what would change without them is not known without flows (--flows).");
        }
    }

    private static void Use(ExplainOutcome outcome, ItemUse use, Terminal terminal)
    {
        if (outcome.Graph is null)
        {
            return;
        }

        if (use.Connections.Count == 0)
        {
            terminal.Line(use.Reference.IsDeny ? "  hit by nothing in the window" : "  used by nobody in the window");
            return;
        }

        terminal.Line($"  {(use.Reference.IsDeny ? "hit" : "used")} by {Words.Count(use.Seen, "connection")}, {Words.TimeToSecond(use.FirstSeen)} to {Words.TimeToSecond(use.LastSeen)}");
        foreach (ObservedConnection connection in outcome.Verbose ? use.Connections : use.Connections.Take(ExplainWords.Brief))
        {
            terminal.Line($"    {ExplainWords.Use(connection)}");
        }

        if (!outcome.Verbose && use.Connections.Count > ExplainWords.Brief)
        {
            terminal.Line($"    and {Words.Number(use.Connections.Count - ExplainWords.Brief)} more (--verbose lists all)");
        }
    }

    private static void Without(string title, IReadOnlyList<ConnectionVerdict> verdicts, bool all, Terminal terminal)
    {
        terminal.Line($"{title}: {(verdicts.Count == 0 ? "nothing that was observed" : Words.Count(verdicts.Count, "observed connection"))}");
        foreach (ConnectionVerdict verdict in all ? verdicts : verdicts.Take(ExplainWords.Brief))
        {
            terminal.Line($"  {ExplainWords.Use(verdict.Connection)}");
        }

        if (!all && verdicts.Count > ExplainWords.Brief)
        {
            terminal.Line($"  and {Words.Number(verdicts.Count - ExplainWords.Brief)} more (--verbose lists all)");
        }
    }

    private static string List(IReadOnlyList<string> names, bool all) => all || names.Count <= ExplainWords.Brief
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(ExplainWords.Brief))} and {Words.Number(names.Count - ExplainWords.Brief)} more";
}
