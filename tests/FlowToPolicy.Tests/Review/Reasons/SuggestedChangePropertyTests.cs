using System.Globalization;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Policies.RandomSets;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Review.Reasons;

/// <summary>What is told as the smallest change does what it is told for, and nothing that was let through is stopped by it.</summary>
public class SuggestedChangePropertyTests(ITestOutputHelper output)
{
    private const int UsualChanges = 2000;

    // Policies that contradict each other are for a person to decide.
    private static readonly DenialCause[] Causes = [.. Enum.GetValues<DenialCause>().Except([DenialCause.Conflict])];

    [Fact]
    public void A_change_admits_its_connection_and_stops_no_other()
    {
        int most = Environment.GetEnvironmentVariable("F2P_CHECKS") is { Length: > 0 } ? RandomChecks.Count : UsualChanges, first = (int)(RandomChecks.Seed % 1_000_000);
        var tally = new Dictionary<(DenialCause Cause, string Kind), int>();
        List<string> failures = [];
        for (int seed = first, made = 0; made < most; seed++)
        {
            RandomDenials denials = RandomDenials.Of(seed);
            VerificationResult result = Verifier.Verify(denials.Graph, denials.Policies, denials.Options);
            foreach (DenialGroup group in result.Denials.Where(group => group.Cause != DenialCause.OtherEnd || group.Direction != group.StoppedAt))
            {
                string kind = group.Change is not { } change ? "none" : change.Edits.Count == 0 ? "by hand" : change.Edits.Count == 1 ? "made" : "made in steps";
                tally[(group.Cause, kind)] = tally.GetValueOrDefault((group.Cause, kind)) + 1;
                made++;
                if (kind.StartsWith("made", StringComparison.Ordinal))
                {
                    failures.AddRange(Failures(denials, result, group).Select(failure => $"seed {seed}: {failure}"));
                }
                else
                {
                    output.WriteLine($"seed {seed}: {kind} for {group.Cause}, {group.Edge.Client} -> {group.Edge.Server} {group.Edge.Protocol}/{group.Edge.Port} at {group.StoppedAt}");
                }
            }
        }

        foreach (((DenialCause cause, string kind), int count) in tally.OrderBy(entry => entry.Key))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cause} {kind}: {count}"));
        }

        Assert.Empty(failures.Take(5));
        int all = tally.Values.Sum(), none = tally.Where(entry => !entry.Key.Kind.StartsWith("made", StringComparison.Ordinal)).Sum(entry => entry.Value);
        Assert.True(none * 100 <= all, $"{none} of {all} denials have no change that a program could make");
        Assert.All(Causes, cause => Assert.True(tally.Any(entry => entry.Key.Cause == cause && entry.Key.Kind.StartsWith("made", StringComparison.Ordinal)), $"no change for {cause}"));
    }

    private static IEnumerable<string> Failures(RandomDenials denials, VerificationResult before, DenialGroup group)
    {
        Policy[] after = WrittenChange.After(denials.Policies.Policies, group.Change!);
        var replay = new PolicyReplay(denials.Policies with { Policies = after }, denials.Options);
        string about = $"{group.Cause} {group.Edge.Client} -> {group.Edge.Server} {group.Edge.Protocol}/{group.Edge.Port} {group.StoppedAt}: {group.Change!.What}\n{group.Change.Yaml}";
        if (replay.Judge(group.Connections[0].Connection)[group.StoppedAt].Verdict != ReplayVerdict.Admitted)
        {
            yield return $"does not admit {about}\n{PolicyYamlWriter.WriteAll(denials.Policies.Policies)}";
        }

        foreach (Policy refused in after.Where(policy => !Acceptance.IsAccepted(policy, denials.Options.Evaluation)))
        {
            if (denials.Policies.Policies.FirstOrDefault(old => old.Name == refused.Name && old.Kind == refused.Kind && old.Namespace == refused.Namespace) is not { } old || Acceptance.IsAccepted(old, denials.Options.Evaluation))
            {
                yield return $"is refused {about}\n{PolicyYamlWriter.Write(refused)}";
            }
        }

        foreach (ConnectionVerdict verdict in before.Verdicts)
        {
            foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
            {
                if (verdict[direction].Verdict == ReplayVerdict.Admitted && replay.Judge(verdict.Connection)[direction] is { Verdict: not ReplayVerdict.Admitted } stopped)
                {
                    yield return $"stops {verdict.Connection.Edge.Client} -> {verdict.Connection.Edge.Server} {verdict.Connection.Edge.Protocol}/{verdict.Connection.Edge.Port} {direction} {stopped.Judgement}: {about}\n{PolicyYamlWriter.WriteAll(denials.Policies.Policies)}";
                }
            }
        }
    }
}
