using System.Globalization;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Tests.Policies.Naive;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.RandomSets;

public sealed class EvaluatorAgreementTests(ITestOutputHelper output)
{
    private const int Policies = 6, Connections = 10;

    /// <summary>The least share of each answer, so that agreement is not about nothing.</summary>
    private static readonly Dictionary<JudgementKind, double> Floors = new()
    {
        [JudgementKind.Allowed] = 0.15,
        [JudgementKind.Redirected] = 0.008,
        [JudgementKind.DeniedByDefault] = 0.15,
        [JudgementKind.DeniedByRule] = 0.01,
        [JudgementKind.AuthRequired] = 0.002,
        [JudgementKind.Unresolvable] = 0.01,
    };

    [Fact]
    public void Both_evaluators_give_the_same_answer_to_every_connection_of_random_policy_sets()
    {
        var kinds = new Dictionary<JudgementKind, int>();
        int cases = Math.Max(1, RandomChecks.Count / Connections);
        RandomCase? broken = RandomChecks.Break(cases, seed => RandomCase.Of(seed, Policies, Connections), item => Agree(item, kinds));
        Assert.True(broken is null, broken is null ? "" : Report(broken));

        int total = kinds.Values.Sum();
        string rare = "";
        foreach ((JudgementKind kind, double floor) in Floors)
        {
            double share = kinds.GetValueOrDefault(kind) / (double)total;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {kinds.GetValueOrDefault(kind)} ({share:P2})"));
            rare = share >= floor ? rare : $"only {share:P2} of the answers are {kind}";
        }

        output.WriteLine($"{total} checks, seed {RandomChecks.Seed}");
        Assert.Equal(cases * Connections, total);
        Assert.True(rare.Length == 0, rare);
    }

    private static bool Agree(RandomCase item, Dictionary<JudgementKind, int> kinds)
    {
        var evaluator = new PolicyEvaluator(item.Policies, item.Options);
        PolicyEvaluator shared = evaluator.Share();
        var naive = new NaiveEvaluator(item.Policies, item.Options);
        foreach (RandomConnection connection in item.Connections)
        {
            JudgementKind expected = naive.Judge(connection.Direction, connection.Subject, connection.Peer, connection.Protocol, connection.Port);
            kinds[expected] = kinds.GetValueOrDefault(expected) + 1;

            // Asked for the first time nothing is kept, the second time the answer is, the third time it is remembered; and so for another thread.
            PolicyEvaluator[] askers = [evaluator, evaluator, evaluator, shared, shared];
            if (!Array.TrueForAll(askers, asker => Same(Judged(asker, connection), expected) && IsSameWithoutReasons(asker, connection)))
            {
                return false;
            }
        }

        return true;
    }

    private static Judgement Judged(PolicyEvaluator evaluator, RandomConnection connection) =>
        evaluator.Judge(connection.Direction, connection.Subject, connection.Peer, connection.Protocol, connection.Port);

    private static bool IsSameWithoutReasons(PolicyEvaluator evaluator, RandomConnection connection)
    {
        Passage passage = evaluator.Ask(connection.Direction, connection.Subject, connection.Peer, connection.Protocol, connection.Port);
        return passage == new Passage(evaluator.IsIsolated(connection.Direction, connection.Subject.Labels), Judged(evaluator, connection).Admits);
    }

    /// <summary>The naive evaluator knows of no other obstacle than a conflict.</summary>
    private static bool Same(Judgement answer, JudgementKind expected) =>
        answer.Kind == expected && (answer.Kind != JudgementKind.Unresolvable || answer.Cause == UnresolvedCause.Conflict);

    private static string Report(RandomCase item)
    {
        RandomConnection connection = item.Connections[0];
        JudgementKind naive = new NaiveEvaluator(item.Policies, item.Options).Judge(connection.Direction, connection.Subject, connection.Peer, connection.Protocol, connection.Port);
        Judgement answer = Judged(new PolicyEvaluator(item.Policies, item.Options), connection);
        return $"the evaluator says {answer.Kind} {answer.Cause} {answer.Reason}({string.Join("; ", answer.Rules)}), the naive one {naive}; F2P_SEED={RandomChecks.Seed} F2P_CHECKS={RandomChecks.Count}\n{item}";
    }
}
