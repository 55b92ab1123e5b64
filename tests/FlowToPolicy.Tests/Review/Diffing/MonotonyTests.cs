using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Diffing;

/// <summary>In directions that are closed already, an allow only opens and a deny only closes. The seed of a failing cluster is in the message.</summary>
public class MonotonyTests
{
    private const int Seeds = 40;

    private static readonly ChangeClass[] Opening = [ChangeClass.Admits, ChangeClass.Opens];
    private static readonly ChangeClass[] Closing = [ChangeClass.Breaks, ChangeClass.Closes];

    [Fact]
    public void An_allow_never_closes() => AssertOnly(Opening, (random, graph, policy) => WithItem(policy, random, graph, isDeny: false));

    [Fact]
    public void A_deny_never_opens() => AssertOnly(Closing, (random, graph, policy) => WithItem(policy, random, graph, isDeny: true));

    [Fact]
    public void A_policy_split_into_one_for_each_rule_changes_nothing()
    {
        int split = 0;
        ForEachSeed((seed, _, graph, set, options) =>
        {
            PolicySet parts = set with { Policies = [.. set.Policies.SelectMany(Split)] };
            split += parts.Policies.Count - set.Policies.Count;
            Assert.Empty(ConnectionDiff.Compare(set, parts, graph, options).Changes.Select(change => $"seed {seed}: {Row(change)}"));
        });
        Assert.True(split > 100, $"{split} more policies");
    }

    [Fact]
    public void The_objects_of_a_reordered_set_do_not_differ() => ForEachSeed((seed, random, _, set, options) =>
    {
        PolicySet mixed = set with
        {
            Policies =
            [
                .. set.Policies.OrderBy(_ => random.Next()).Select(policy => policy with
                {
                    Rules = [.. policy.Rules.Select(rule => rule with { Ingress = rule.Ingress?.Reverse().ToArray(), Egress = rule.Egress?.Reverse().ToArray() })],
                }),
            ],
        };
        Assert.Empty(ObjectDiff.Compare(set, mixed, options.Evaluation).Select(change => $"seed {seed}: {change}"));
    });

    private static void AssertOnly(ChangeClass[] expected, Func<Random, CommunicationGraph, Policy, Policy> change)
    {
        var sums = new Dictionary<ChangeClass, int>();
        ForEachSeed((seed, random, graph, set, options) =>
        {
            int which = random.Next(set.Policies.Count);
            PolicySet changed = set with { Policies = [.. set.Policies.Select((policy, index) => index == which ? change(random, graph, policy) : policy)] };
            ConnectionDiffResult diff = ConnectionDiff.Compare(set, changed, graph, options);

            // A deny may take away what a proxy looked into as well; then both are told.
            Assert.All(diff.Changes, found => Assert.True(expected.Contains(found.Class) || found.Class == ChangeClass.Filters, $"seed {seed}: {Row(found)}"));
            foreach (ConnectionChange found in diff.Changes)
            {
                sums[found.Class] = sums.GetValueOrDefault(found.Class) + 1;
            }
        });
        Assert.All(expected, kind => Assert.True(sums.GetValueOrDefault(kind) > 0, $"{kind} never occurred"));
    }

    // Only to directions that the policy closes already.
    private static Policy WithItem(Policy policy, Random random, CommunicationGraph graph, bool isDeny) => policy with
    {
        Rules =
        [
            .. policy.Rules.Select(rule => rule with
            {
                Ingress = isDeny || rule.Ingress is null ? rule.Ingress : [.. rule.Ingress, Item(random, graph)],
                Egress = isDeny || rule.Egress is null ? rule.Egress : [.. rule.Egress, Item(random, graph)],
                IngressDeny = isDeny && rule.Ingress is not null ? [Item(random, graph)] : rule.IngressDeny,
                EgressDeny = isDeny && rule.Egress is not null ? [Item(random, graph)] : rule.EgressDeny,
            }),
        ],
    };

    private static DirectionItem Item(Random random, CommunicationGraph graph)
    {
        Edge edge = graph.Edges[random.Next(graph.Edges.Count)];
        return random.Next(3) switch
        {
            0 => new DirectionItem { Entities = ["all"], ToPorts = edge.Port == 0 || edge.Protocol.IsIcmp() ? null : [Port(edge)] },
            1 => new DirectionItem { Endpoints = [new LabelSelector { MatchExpressions = [new SelectorExpression("k8s:io.kubernetes.pod.namespace", SelectorOperator.Exists, [])] }] },
            _ => new DirectionItem { Cidrs = ["0.0.0.0/0"] },
        };
    }

    private static PortRule Port(Edge edge) => new() { Ports = [new PortProtocol { Port = $"{edge.Port}", Protocol = "ANY" }] };

    private static IEnumerable<Policy> Split(Policy policy) => policy.Rules.SelectMany((rule, number) =>
        (rule.Ingress ?? []).Select((item, index) => Part($"i{number}-{index}", rule with { Ingress = [item], Egress = null }))
        .Concat((rule.Egress ?? []).Select((item, index) => Part($"e{number}-{index}", rule with { Ingress = null, Egress = [item] })))
        .Select(part => policy with { Name = $"{policy.Name}-{part.Name}", Rules = [part.Rule] }));

    private static (string Name, Rule Rule) Part(string name, Rule rule) => (name, rule);

    private static string Row(ConnectionChange change) => $"{change.Class} {change.Client} -> {change.Server} {change.Ports} {change.Observed?.Address}";

    private static void ForEachSeed(Action<int, Random, CommunicationGraph, PolicySet, VerificationOptions> check)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed).Graph();
            PolicySet set = new([.. ProposalBuilder.Build(graph, new ProposalOptions { Isolate = seed % 2 == 0 ? Isolation.Seen : Isolation.All }).Policies.Select(p => p.Policy)], []);
            if (set.Policies.Count > 0)
            {
                check(seed, new Random(seed), graph, set, VerificationOptions.For(graph));
            }
        }
    }
}
