using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Usage;

namespace FlowToPolicy.Cli.Output.Usage;

/// <summary>What of the policies is unused or too wide, for readers; bounded unless everything is to be told.</summary>
internal static class UsageText
{
    private const int Brief = 10;

    /// <summary>Writes the section.</summary>
    public static void Write(UsageReport usage, CommunicationGraph graph, bool all, Terminal terminal)
    {
        terminal.Line();
        UsageNumbers numbers = usage.Numbers;
        terminal.Line($"Use of the policies in {Window(graph)}");
        if (WindowDoubts.Of(graph.Window) is { Count: > 0 } doubts)
        {
            terminal.Line($"  what looks unused or too wide may be used all the same: of the window, {string.Join(", ", doubts)}");
        }

        terminal.Line($"  admitted {Words.Count(numbers.Admitted, "combination")} of client, server and known port; {Words.Number(numbers.Used)} used");
        terminal.Line($"  of {Words.Count(numbers.Workloads, "workload")} closed: ingress {Words.Number(numbers.IngressIsolated)}, egress {Words.Number(numbers.EgressIsolated)}; open to the world: {Words.Number(numbers.OpenToWorld)}");
        List("Rules that nothing used", [.. usage.Unused.Select(VerifyWords.Rule)], all, terminal);
        List("Rules that another one makes superfluous", [.. usage.Shadowed.Select(item => $"{VerifyWords.Rule(item.Item)}: {VerifyWords.Rule(item.By)} lets all of it through")], all, terminal);
        if (usage.NotCompared > 0)
        {
            terminal.Line($"  {Words.Count(usage.NotCompared, "rule")} not searched for superfluous ones: more than {Words.Number(UsageAnalysis.MostCompared)} about the same pods");
        }

        List("Policies that select nobody known", [.. usage.SelectsNobody.Select(Name)], all, terminal);
        if (usage.Wide.Count == 0)
        {
            return;
        }

        terminal.Line($"  Rules wider than what used them: {Words.Number(usage.Wide.Count)}");
        foreach (WideItem wide in all ? usage.Wide : usage.Wide.Take(Brief))
        {
            terminal.Line($"    {VerifyWords.Rule(wide.Use.Reference)}: {string.Join("; ", wide.Excess)}. Enough would be:");
            foreach (string line in wide.Narrower.TrimEnd('\n').Split('\n'))
            {
                terminal.Line($"      {line}");
            }
        }

        More(usage.Wide.Count, all, terminal);
    }

    private static void List(string title, IReadOnlyList<string> lines, bool all, Terminal terminal)
    {
        if (lines.Count == 0)
        {
            return;
        }

        terminal.Line($"  {title}: {Words.Number(lines.Count)}");
        foreach (string line in all ? lines : lines.Take(Brief))
        {
            terminal.Line($"    {line}");
        }

        More(lines.Count, all, terminal);
    }

    private static void More(int count, bool all, Terminal terminal)
    {
        if (!all && count > Brief)
        {
            terminal.Line($"    and {Words.Number(count - Brief)} more (--verbose lists all)");
        }
    }

    private static string Name(Policy policy) => $"{PolicyExplainer.NameOf(policy)}{(policy.Position.IsNone ? "" : $" ({policy.Position})")}";

    // How far the answer is to be believed: what was not recorded may use what looks unused.
    private static string Window(CommunicationGraph graph)
    {
        ObservationWindow window = graph.Window;
        string length = window.First == 0 ? "a window of unknown length" : $"a window of {Words.Length(TimeSpan.FromTicks(window.Last - window.First))}";
        return $"{length} from {Words.Count(window.Nodes.Count, "node")}, {Words.Count(window.TotalLost, "event")} lost, {Words.Count(window.UnreadNodes.Count, "node")} unread";
    }
}
