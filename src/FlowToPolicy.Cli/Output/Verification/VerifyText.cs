using FlowToPolicy.Cli.Output.Usage;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>For readers: what would be stopped first, with the cause, the place and the cure; then what differs, and what nobody can say.</summary>
internal sealed class VerifyText : IVerifyWriter
{
    private const int Brief = 10;

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal)
    {
        VerificationResult result = outcome.Result;
        foreach (string line in WindowText.Lines(outcome.Graph))
        {
            terminal.Line(line);
        }

        terminal.Line($"Policies  {Words.Count(outcome.Policies, "policy", "policies")} from {outcome.Source}; judged as {VerifyWords.Target(outcome)}");
        terminal.Line($"Verified  {Words.Count(result.Verdicts.Count, "connection")}: {Words.Number(result.Admitted)} admitted, {Words.Number(result.Denied)} denied, {Words.Number(result.Unjudged)} not judged");
        terminal.Line();
        DenialGroup[] felt = [.. result.Denials.Where(g => g.WasLetThrough)];
        int stopped = result.WouldBeDenied.Count();
        terminal.Line(stopped == 0
            ? "Would be denied: nothing that was let through in the window."
            : $"Would be denied: {Words.Count(stopped, "connection")} let through in the window");
        foreach (DenialGroup group in felt)
        {
            Write(group, terminal);
        }

        Connections("Would be admitted, and was denied in the window", result.NewlyAdmitted, VerifyWords.LikelyReason, outcome.Verbose, terminal);
        Connections("Flows and policies disagree (if these policies were in force then)", result.Disagreements, VerifyWords.LikelyReason, outcome.Verbose, terminal);
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
        if (group.Cause == DenialCause.OtherEnd)
        {
            terminal.Line($"  {VerifyWords.Group(group)}: {VerifyWords.Cause(group.Cause)}; the policies of {group.Peer.Name} stop it, see there");
            return;
        }

        terminal.Line($"  {VerifyWords.Group(group)}: {VerifyWords.Cause(group.Cause)}");
        terminal.Line($"    {Words.Count(group.Seen, "connection")} seen, {Words.TimeToSecond(evidence.FirstSeen)} to {Words.TimeToSecond(evidence.LastSeen)}{(addresses.Length == 0 ? "" : $"; {addresses}")}{Sample(evidence)}");
        terminal.Line($"    {group.Denial.Explanation}; decided by {VerifyWords.Rules(group.Denial.Rules)}");
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

    private static void Connections(string title, IEnumerable<ConnectionVerdict> verdicts, Func<ConnectionVerdict, string> why, bool all, Terminal terminal)
    {
        ConnectionVerdict[] found = [.. verdicts];
        if (found.Length == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line($"{title}: {Words.Count(found.Length, "connection")}");
        foreach (ConnectionVerdict verdict in all ? found : found.Take(Brief))
        {
            terminal.Line($"  {VerifyWords.Connection(verdict.Connection)}: {why(verdict)}");
        }

        if (!all && found.Length > Brief)
        {
            terminal.Line($"  and {Words.Number(found.Length - Brief)} more (--verbose lists all)");
        }
    }
}
