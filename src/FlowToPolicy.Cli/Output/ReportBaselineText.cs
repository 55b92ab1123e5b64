using FlowToPolicy.Cli.Output.Diffing;
using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output;

/// <summary>What a proposal does to a cluster that has policies already, in words.</summary>
internal static class ReportBaselineText
{
    private const int Brief = 10;

    /// <summary>The lines, with their heading; none when no existing policies were given.</summary>
    public static IEnumerable<string> Lines(Outcome outcome) => outcome.Baseline is { } baseline
        ? All(baseline, outcome.Verbose).Select((line, i) => (i == 0 ? "Existing  " : "          ") + line)
        : [];

    private static IEnumerable<string> All(BaselineOutcome outcome, bool verbose)
    {
        Baseline baseline = outcome.Result;
        yield return $"{Words.Count(baseline.Existing.Policies.Count, "policy", "policies")} from {outcome.Source}";
        yield return $"in their place, the proposal changes: {DiffWords.Sums(baseline.InTheirPlace)} (connections; 'flow2policy diff' lists all)";
        foreach (string line in Changes(baseline.InTheirPlace, verbose))
        {
            yield return "  " + line;
        }

        foreach (string line in Beside(baseline.Beside, verbose))
        {
            yield return line;
        }

        if (baseline.Replaced.Count > 0)
        {
            yield return $"named like proposed policies, so applying these overwrites them: {Names(baseline.Replaced, verbose)}";
        }
    }

    private static IEnumerable<string> Changes(ConnectionDiffResult diff, bool verbose)
    {
        ChangeGroup[] groups = [.. ChangeGroup.Folded(diff.Changes.Where(change => verbose || change.Observed is not null))];
        foreach (ChangeGroup group in verbose ? groups : groups.Take(Brief))
        {
            yield return $"{DiffWords.Sign(group.Class)} {DiffWords.Class(group.Class)} {DiffWords.Pair(group)}: {DiffWords.Ports(group, verbose)}{DiffWords.Seen(group)}; by {DiffWords.Rules(group.Changes[0])}";
        }

        if (!verbose && groups.Length > Brief)
        {
            yield return $"and {Words.Count(groups.Length - Brief, "more line")} about what was seen (--verbose lists all)";
        }
    }

    private static IEnumerable<string> Beside(VerificationResult beside, bool verbose)
    {
        int stopped = beside.WouldBeDenied.Count();
        yield return stopped == 0
            ? "beside them, it stops nothing that was let through in the window"
            : $"beside them, {Words.Count(stopped, "connection")} let through in the window would be denied:";
        DenialGroup[] groups = [.. beside.Denials.Where(group => group.WasLetThrough && group.Cause != DenialCause.OtherEnd)];
        foreach (DenialGroup group in verbose ? groups : groups.Take(Brief))
        {
            yield return $"  ! {VerifyWords.Group(group)}: {VerifyWords.Cause(group.Cause)}, {(group.Denial.Rules.Count == 0 ? group.Denial.Explanation : $"decided by {VerifyWords.Rules(group.Denial.Rules)}")}";
        }

        if (!verbose && groups.Length > Brief)
        {
            yield return $"  and {Words.Number(groups.Length - Brief)} more (--verbose lists all)";
        }

        if (beside.Unjudged > 0)
        {
            yield return $"beside them, {Words.Count(beside.Unjudged, "connection")} cannot be judged (names or labels that the flows do not show)";
        }
    }

    private static string Names(IReadOnlyList<Policy> policies, bool verbose)
    {
        string[] names = [.. policies.Select(policy => $"{policy.Kind} {policy.Namespace}/{policy.Name}{(policy.Position.IsNone ? "" : $" ({policy.Position})")}")];
        return verbose || names.Length <= Brief ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Brief))} and {Words.Number(names.Length - Brief)} more";
    }
}
