using FlowToPolicy.Cli.Output.Usage;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>For readers: what would be stopped first, with the cause, the place and the cure; then what differs, and what nobody can say.</summary>
internal sealed class VerifyText : IVerifyWriter
{
    private const int Brief = 10;
    private const int BriefDenials = 40;

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal)
    {
        VerificationResult result = outcome.Result;
        foreach (string line in WindowText.Lines(outcome.Graph).Concat(CoverageWords.Lines(outcome.Account.Coverage)))
        {
            terminal.Line(line);
        }

        terminal.Line($"Policies  {Words.Count(outcome.Policies, "policy", "policies")} from {outcome.Source}; judged as {VerifyWords.Target(outcome)}");
        foreach (string line in LeftOutWords.Lines(outcome.LeftOut))
        {
            terminal.Line(line);
        }

        terminal.Line($"Verified  {Words.Count(result.Verdicts.Count, "connection")}: {Words.Number(result.Admitted)} admitted, {Words.Number(result.Denied)} denied, {Words.Number(result.Unjudged)} not judged");
        terminal.Line();
        DenialGroup[] felt = [.. VerifyWords.Felt(result)];
        int stopped = result.WouldBeDenied.Count();
        terminal.Line(stopped == 0
            ? "Would be denied: nothing that was let through in the window."
            : $"Would be denied: {Words.Count(stopped, "connection")} let through in the window: {VerifyWords.Causes(felt)}");
        foreach (DenialGroup group in outcome.Verbose ? felt : felt.Take(BriefDenials))
        {
            Write(group, terminal);
        }

        if (!outcome.Verbose && felt.Length > BriefDenials)
        {
            terminal.Line($"  and {Words.Number(felt.Length - BriefDenials)} more (--verbose lists all)");
        }

        Connections("Would be admitted, and was denied in the window", result.NewlyAdmitted, VerifyWords.LikelyReason, outcome.Verbose, terminal);
        Disagreements(result, outcome.Verbose, terminal);
        Connections("Not judged", result.Verdicts.Where(v => v.Verdict == ReplayVerdict.Unjudged), Doubt, outcome.Verbose, terminal);
        if (result.UnlistedAddresses > 0)
        {
            terminal.Line($"About {Words.Count(result.UnlistedAddresses, "address", "addresses")} outside the cluster are counted in the window but not listed, and not judged.");
        }

        UsageText.Write(outcome.Usage, outcome.Graph, outcome.Verbose, terminal);
    }

    private static void Write(DenialGroup group, Terminal terminal)
    {
        Evidence evidence = group.Edge.Evidence;
        string addresses = VerifyWords.Addresses(group);
        terminal.Line($"  {VerifyWords.Group(group)}: {VerifyWords.Cause(group.Cause)}");
        terminal.Line($"    {Words.Count(group.Seen, "connection")} seen, {VerifyWords.Time(evidence)}{(addresses.Length == 0 ? "" : $"; {addresses}")}{Sample(evidence)}");
        terminal.Line($"    {group.Denial.Explanation}{(group.Denial.Rules.Count == 0 ? "" : $"; decided by {VerifyWords.Rules(group.Denial.Rules)}")}");
        if (group.Change is { } change)
        {
            terminal.Line($"    To admit it, {change.What}{(change.Position.IsNone ? "" : $" ({change.Position})")}{(change.Yaml.Length == 0 ? "" : ":")}");
            foreach (string line in change.Yaml.TrimEnd('\n').Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                terminal.Line($"      {line}");
            }
        }
    }

    private static string Sample(Evidence evidence) => evidence.Samples.Count == 0 ? "" : $"; e.g. flow {evidence.Samples[0]}";

    private static string Doubt(ConnectionVerdict verdict) => verdict.Egress.Doubt ?? verdict.Ingress.Doubt ?? "";

    // What was let through and would be stopped stands above, and so does the opposite: only what is left is listed.
    private static void Disagreements(VerificationResult result, bool all, Terminal terminal)
    {
        ConnectionVerdict[] found = [.. result.Disagreements];
        ConnectionVerdict[] rest = [.. found.Where(verdict => !verdict.IsWouldBeDenial && !verdict.IsNewlyAdmitted)];
        if (found.Length == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line($"If these policies were in force then, flows and policies disagree on {Words.Count(found.Length, "connection")}{(found.Length > rest.Length ? $", {Words.Number(found.Length - rest.Length)} of them listed above" : "")}. Likely reasons:");
        foreach (IGrouping<string, ConnectionVerdict> reason in found.GroupBy(VerifyWords.LikelyReason).OrderByDescending(group => group.Count()))
        {
            terminal.Line($"  {Words.Number(reason.Count())}: {reason.Key}");
        }

        Connections("Audited then, and admitted by these policies", rest, _ => "", all, terminal);
    }

    // Connections with one reason stand together, below it.
    private static void Connections(string title, IEnumerable<ConnectionVerdict> verdicts, Func<ConnectionVerdict, string> why, bool all, Terminal terminal)
    {
        ConnectionVerdict[] found = [.. verdicts];
        if (found.Length == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line($"{title}: {Words.Count(found.Length, "connection")}");
        foreach (IGrouping<string, ConnectionVerdict> reason in found.GroupBy(why))
        {
            string indent = reason.Key.Length == 0 ? "  " : "    ";
            if (reason.Key.Length > 0)
            {
                terminal.Line($"  {reason.Key}:");
            }

            foreach (ConnectionVerdict verdict in all ? reason : reason.Take(Brief))
            {
                terminal.Line($"{indent}{VerifyWords.Connection(verdict.Connection)}");
            }

            if (!all && reason.Count() > Brief)
            {
                terminal.Line($"{indent}and {Words.Number(reason.Count() - Brief)} more (--verbose lists all)");
            }
        }
    }
}
