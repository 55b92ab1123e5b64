using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>What must hold between a policy set and a changed one, whatever Cilium's details are.</summary>
public sealed class PolicyLawsTests(ITestOutputHelper output)
{
    private const int Policies = 5, Connections = 5;

    [Fact]
    public void Adding_an_allow_without_proxies_and_authentication_closes_nothing() => Check(
        "were let in before",
        (item, seed) => [.. item.Policies, .. Rewrites.PlainAllows(seed, item.Options)],
        applies: (before, _) => before.Admits,
        holds: (_, after) => after.Admits,
        ofIsolatedOnly: true);

    [Fact]
    public void Adding_a_deny_opens_nothing() => Check(
        "were kept out before",
        (item, seed) => [.. item.Policies, .. Rewrites.Denies(seed, item.Options)],
        applies: (before, _) => before.Kind is JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule,
        holds: (_, after) => after.Kind is JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule,
        ofIsolatedOnly: false);

    [Fact]
    public void Splitting_and_reordering_rules_changes_nothing() => Check(
        "were compared",
        (item, seed) => Rewrites.SplitAndShuffled(item.Policies, seed),
        applies: (_, _) => true,
        holds: (before, after) => before.Kind == after.Kind,
        ofIsolatedOnly: false);

    private void Check(
        string what, Func<RandomCase, int, IReadOnlyList<Policy>> change, Func<Judgement, Judgement, bool> applies, Func<Judgement, Judgement, bool> holds, bool ofIsolatedOnly)
    {
        int applied = 0, cases = Math.Max(1, RandomChecks.Count / 4 / Connections);
        string report = "";
        RandomCase? broken = RandomChecks.Break(cases, seed => RandomCase.Of(seed, Policies, Connections), item =>
        {
            IReadOnlyList<Policy> changed = change(item, item.Seed + 1);
            PolicyEvaluator first = new(item.Policies, item.Options), second = new(changed, item.Options);
            foreach (RandomConnection connection in item.Connections)
            {
                Judgement before = Judged(first, connection), after = Judged(second, connection);
                bool isolated = first.IsIsolated(connection.Direction, connection.Subject.Labels) && second.IsIsolated(connection.Direction, connection.Subject.Labels);
                if ((ofIsolatedOnly && !isolated) || !applies(before, after))
                {
                    continue;
                }

                applied++;
                if (!holds(before, after))
                {
                    report = $"{before.Kind} becomes {after.Kind} {after.Reason}; changed set:\n{FlowToPolicy.Policies.Yaml.PolicyYamlWriter.WriteAll(changed)}";
                    return false;
                }
            }

            return true;
        });
        Assert.True(broken is null, $"{report}\nF2P_SEED={RandomChecks.Seed}\n{broken}");
        output.WriteLine($"{applied} connections {what}, seed {RandomChecks.Seed}");
        Assert.True(applied * 10 > cases, $"only {applied} connections {what}");
    }

    private static Judgement Judged(PolicyEvaluator evaluator, RandomConnection connection) =>
        evaluator.Judge(connection.Direction, connection.Subject, connection.Peer, connection.Protocol, connection.Port);
}
