using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Diffing;

/// <summary>What must hold for every pair of policy sets; the seed of a failing one is in the message.</summary>
public class ConnectionDiffPropertyTests
{
    private const int Seeds = 40;

    [Fact]
    public void A_set_compared_with_itself_or_with_its_rules_in_another_order_shows_nothing() => ForEachPair((seed, graph, set, _, options) =>
    {
        Assert.True(ConnectionDiff.Compare(set, set, graph, options).IsEmpty, $"seed {seed}");
        ConnectionDiffResult diff = ConnectionDiff.Compare(set, Shuffled(set, seed), graph, options);
        Assert.True(diff.IsEmpty, $"seed {seed}: {string.Join("; ", diff.Changes.Select(Row))}");
    });

    [Fact]
    public void The_other_way_round_breaks_and_admits_and_opens_and_closes_change_places() => ForEachPair((seed, graph, before, after, options) =>
    {
        ConnectionDiffResult there = ConnectionDiff.Compare(before, after, graph, options), back = ConnectionDiff.Compare(after, before, graph, options);
        Assert.Equal(there.Changes.Select(change => $"{seed} {Mirror(change.Class)} {Row(change)}").Order(StringComparer.Ordinal), back.Changes.Select(change => $"{seed} {change.Class} {Row(change)}").Order(StringComparer.Ordinal));
        Assert.Equal((there.Unchanged, there.Unjudged), (back.Unchanged, back.Unjudged));
    });

    [Fact]
    public void What_breaks_is_what_verification_admits_before_and_denies_after() => ForEachPair((seed, graph, before, after, options) =>
    {
        HashSet<string> Denied(PolicySet set) => [.. Verdicts(set, ReplayVerdict.Denied)];
        HashSet<string> Admitted(PolicySet set) => [.. Verdicts(set, ReplayVerdict.Admitted)];
        IEnumerable<string> Verdicts(PolicySet set, ReplayVerdict verdict) => Verifier.Verify(graph, set, options).Verdicts
            .Where(v => v.Verdict == verdict).Select(v => Row(v.Connection));
        ConnectionDiffResult diff = ConnectionDiff.Compare(before, after, graph, options);
        Assert.Equal(
            Admitted(before).Intersect(Denied(after)).Order(StringComparer.Ordinal).Prepend($"{seed}"),
            diff.Changes.Where(c => c.Class == ChangeClass.Breaks).Select(c => Row(c.Observed!)).Order(StringComparer.Ordinal).Prepend($"{seed}"));
        Assert.Equal(
            Denied(before).Intersect(Admitted(after)).Order(StringComparer.Ordinal).Prepend($"{seed}"),
            diff.Changes.Where(c => c.Class == ChangeClass.Admits).Select(c => Row(c.Observed!)).Order(StringComparer.Ordinal).Prepend($"{seed}"));
    });

    private static string Row(ConnectionChange change) => $"{change.Client} -> {change.Server} {change.Ports} {change.Observed?.Address}";

    private static string Row(ObservedConnection c) => $"{c.Edge.Client} -> {c.Edge.Server} {c.Edge.Protocol} {c.Edge.Port} {c.Address}";

    private static ChangeClass Mirror(ChangeClass kind) => kind switch
    {
        ChangeClass.Breaks => ChangeClass.Admits,
        ChangeClass.Admits => ChangeClass.Breaks,
        ChangeClass.Opens => ChangeClass.Closes,
        ChangeClass.Closes => ChangeClass.Opens,
        _ => kind,
    };

    private static PolicySet Shuffled(PolicySet set, int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<DirectionItem>? Mix(IReadOnlyList<DirectionItem>? items) => items is null ? null : [.. items.OrderBy(_ => random.Next()).Select(item => item with
        {
            Endpoints = item.Endpoints is null ? null : [.. item.Endpoints.OrderBy(_ => random.Next())],
            Entities = item.Entities is null ? null : [.. item.Entities.OrderBy(_ => random.Next())],
        })];
        return set with
        {
            Policies = [.. set.Policies.OrderBy(_ => random.Next()).Select(policy => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Mix(rule.Ingress), Egress = Mix(rule.Egress) })] })],
        };
    }

    private static void ForEachPair(Action<int, CommunicationGraph, PolicySet, PolicySet, VerificationOptions> check)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed).Graph();
            PolicySet Propose(ProposalOptions options) => new([.. ProposalBuilder.Build(graph, options).Policies.Select(p => p.Policy)], []);
            PolicySet before = Propose(new ProposalOptions { Isolate = seed % 2 == 0 ? Isolation.Seen : Isolation.All, IncludeDenied = seed % 3 == 0 });
            PolicySet after = Propose(new ProposalOptions { Isolate = Isolation.All, IncludeSystem = true, Audited = AuditedTraffic.Deny, DnsNames = DnsNames.Exact });
            check(seed, graph, before, after, VerificationOptions.For(graph));
        }
    }
}
