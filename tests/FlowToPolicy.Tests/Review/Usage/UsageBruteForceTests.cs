using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Policies.RandomSets;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Usage;

/// <summary>
/// Holds the answers about use against naive ones, on random policies over random windows: every item alone in an evaluator, every pair of ends
/// on every port. <c>F2P_CHECKS</c> and <c>F2P_SEED</c> set how many connections are judged and where the cases begin.
/// </summary>
public class UsageBruteForceTests
{
    private const int ChecksPerSeed = 200;

    [Fact]
    public void Unused_are_the_rules_that_alone_let_through_nothing_that_was_let_through() => ForEach((seed, graph, set, options, usage) =>
    {
        ObservedConnection[] uses = [.. ObservedConnection.Of(graph).Where(connection => connection.WasLetThrough)];
        string[] unused = [.. Items(set).Where(item => !item.IsEmpty && !uses.Any(use => Takes(item.Alone, item.At.Direction, use, options))).Select(item => item.At.ToString())];
        Assert.Equal(unused.Prepend($"{seed}"), usage.Unused.Select(rule => rule.ToString()).Order(StringComparer.Ordinal).Prepend($"{seed}"));
    });

    [Fact]
    public void A_narrower_rule_lets_through_all_that_used_the_wide_one_and_nothing_that_the_wide_one_does_not() => ForEach((seed, graph, set, options, usage) =>
    {
        ObservedConnection[] uses = [.. ObservedConnection.Of(graph)];
        foreach (WideItem wide in usage.Wide)
        {
            PolicySet alone = Items(set).Single(item => item.At.ToString() == wide.Use.Reference.ToString() && ReferenceEquals(item.At.Policy, wide.Use.Reference.Policy)).Alone;
            PolicySet narrower = Read(wide);
            foreach (ObservedConnection use in uses)
            {
                bool took = Takes(alone, wide.Use.Reference.Direction, use, options), takes = Takes(narrower, wide.Use.Reference.Direction, use, options);
                Assert.True(!took || !use.WasLetThrough || takes, $"seed {seed}: {wide.Use.Reference} let {use.Edge.Client} -> {use.Edge.Server} {use.Edge.Port} through, and not\n{wide.Narrower}");
                Assert.True(took || !takes, $"seed {seed}: {wide.Use.Reference} did not let {use.Edge.Client} -> {use.Edge.Server} {use.Edge.Port} through, but\n{wide.Narrower}");
            }
        }
    });

    [Fact]
    public void Without_a_superfluous_rule_all_connections_are_judged_alike() => ForEach((seed, graph, set, options, usage) =>
    {
        foreach (ShadowedItem shadowed in usage.Shadowed)
        {
            PolicySet without = set with { Policies = [.. set.Policies.Select(policy => ReferenceEquals(policy, shadowed.Item.Policy) ? Without(policy, shadowed.Item) : policy)] };
            PolicyEvaluator with = new(set, options.Evaluation), less = new(without, options.Evaluation);
            PolicyVocabulary vocabulary = PolicyVocabulary.Of([set], options.Evaluation.LocalCluster);
            foreach (PolicyEnd subject in Pods(graph))
            {
                // Where the log names no cluster, the entity 'cluster' means no pod of it.
                foreach (PolicyEnd peer in Pods(graph).Where(pod => pod.Labels.FindK8s(LabelKeys.Cluster) is not null).Concat(vocabulary.Samples.Select(sample => new PolicyEnd(sample.Key))))
                {
                    foreach (PortInterval ports in vocabulary.Ports)
                    {
                        PolicyDirection direction = shadowed.Item.Direction;
                        bool before = with.Judge(direction, subject, peer, ports.Protocol, ports.First).Admits, after = less.Judge(direction, subject, peer, ports.Protocol, ports.First).Admits;
                        Assert.True(before == after, $"seed {seed}: {shadowed.Item} is not superfluous beside {shadowed.By}: {subject.Labels} with {peer.Labels} on {ports}");
                    }
                }
            }
        }
    });

    [Fact]
    public void Numbers_are_those_of_all_pairs_of_ends_on_all_ports() => ForEach((seed, graph, set, options, usage) =>
    {
        var evaluator = new PolicyEvaluator(set, options.Evaluation);
        End[] ends = [.. graph.Ends.Where(end => end.LabelsKnown && end.Kind is not (EndKind.World or EndKind.Unknown))];
        bool Side(PolicyDirection direction, End subject, LabelSet own, LabelSet peer, Edge at) => subject is not { Kind: EndKind.Workload, IsHome: true }
            || evaluator.Judge(direction, new PolicyEnd(own), new PolicyEnd(peer), at.Protocol, at.Port).Admits;
        bool Admits(End client, End server, Edge at) => client.LabelSets.Any(from => server.LabelSets.Any(to =>
            Side(PolicyDirection.Egress, client, from, to, at) && Side(PolicyDirection.Ingress, server, to, from, at)));
        Edge[] called = [.. graph.Edges.Where(edge => ends.Contains(edge.Client) && ends.Contains(edge.Server) && edge.Port > 0).DistinctBy(edge => (edge.Server, edge.Protocol, edge.Port))];
        long admitted = called.Sum(at => ends.LongCount(client => Admits(client, at.Server, at)));
        long used = graph.Edges.Where(edge => edge.LetThrough && ends.Contains(edge.Client) && ends.Contains(edge.Server) && edge.Port > 0)
            .DistinctBy(edge => (edge.Client, edge.Server, edge.Protocol, edge.Port)).LongCount(edge => Admits(edge.Client, edge.Server, edge));
        End[] home = [.. graph.Ends.Concat(graph.Bystanders).Where(end => end is { Kind: EndKind.Workload, IsHome: true, LabelsKnown: true }).Distinct()];
        int Closed(PolicyDirection direction) => home.Count(end => end.LabelSets.Any(labels => evaluator.IsIsolated(direction, labels)));
        var outside = new PolicyEnd(LabelSet.Parse(options.Evaluation.DualStack ? "reserved:world-ipv4" : "reserved:world"), Address.Parse("198.51.100.77"), []);
        PortInterval[] ports = [.. PolicyVocabulary.Of([set], options.Evaluation.LocalCluster).Ports];
        int open = home.Count(end => end.LabelSets.Any(labels => ports.Any(port => evaluator.Judge(PolicyDirection.Ingress, new PolicyEnd(labels), outside, port.Protocol, port.First).Admits)));
        UsageNumbers numbers = usage.Numbers;
        Assert.Equal((seed, admitted, used, home.Length, Closed(PolicyDirection.Ingress), Closed(PolicyDirection.Egress), open),
            (seed, numbers.Admitted, numbers.Used, numbers.Workloads, numbers.IngressIsolated, numbers.EgressIsolated, numbers.OpenToWorld));
    });

    [Fact]
    public void A_policy_that_selects_nobody_changes_nothing_for_any_known_pod() => ForEach((seed, graph, set, options, usage) =>
    {
        foreach (Policy policy in set.Policies.Where(policy => policy.Rules.All(rule => rule.NodeSelector is null)))
        {
            var alone = new PolicyEvaluator(new PolicySet([Closing(policy)], []), options.Evaluation);
            bool selects = Pods(graph).Any(pod => alone.IsIsolated(PolicyDirection.Ingress, pod.Labels));
            Assert.True(selects != usage.SelectsNobody.Any(nobody => ReferenceEquals(nobody, policy)), $"seed {seed}: {policy.Name}");
        }
    });

    private static void ForEach(Action<int, CommunicationGraph, PolicySet, VerificationOptions, UsageReport> check)
    {
        int first = (int)(RandomChecks.Seed % 1_000_000);
        for (int seed = first; seed < first + (RandomChecks.Count / ChecksPerSeed); seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed % 500).Graph();
            VerificationOptions options = VerificationOptions.For(graph);
            PolicySet set = new([.. RandomUsagePolicies.Of(seed, graph)], []);
            check(seed, graph, set, options, UsageAnalysis.Of(graph, set, [], options));
        }
    }

    private static PolicyEnd[] Pods(CommunicationGraph graph) =>
        [.. graph.Ends.Concat(graph.Bystanders).Where(end => end is { Kind: EndKind.Workload, IsHome: true }).SelectMany(end => end.LabelSets).Distinct().Select(labels => new PolicyEnd(labels))];

    // An item that opens the direction of a subject whom it is about says so by closing it for all others.
    private static bool Takes(PolicySet alone, PolicyDirection direction, ObservedConnection use, VerificationOptions options)
    {
        if (use.Subject(direction) is not { Kind: EndKind.Workload, IsHome: true })
        {
            return false;
        }

        var evaluator = new PolicyEvaluator(alone, options.Evaluation with { AllowLocalhost = false });
        bool egress = direction == PolicyDirection.Egress;
        return (egress ? use.Clients : use.Servers).Any(subject => evaluator.IsIsolated(direction, subject.Labels)
            && (egress ? use.Servers : use.Clients).Any(peer => evaluator.Judge(direction, subject, peer, use.Edge.Protocol, use.Edge.Port).Admits));
    }

    private static IEnumerable<(RuleReference At, PolicySet Alone, bool IsEmpty)> Items(PolicySet set) => set.Policies.SelectMany(policy => policy.NetworkPolicy is { } spec
            ? (spec.Ingress ?? []).Select((item, index) => (new RuleReference(policy, 0, PolicyDirection.Ingress, false, index), Alone(policy, spec, item, true), false))
                .Concat((spec.Egress ?? []).Select((item, index) => (new RuleReference(policy, 0, PolicyDirection.Egress, false, index), Alone(policy, spec, item, false), false)))
            : policy.Rules.SelectMany((rule, number) =>
                (rule.Ingress ?? []).Select((item, index) => (new RuleReference(policy, number, PolicyDirection.Ingress, false, index), Alone(policy, rule, item, true), item.IsEmpty))
                    .Concat((rule.Egress ?? []).Select((item, index) => (new RuleReference(policy, number, PolicyDirection.Egress, false, index), Alone(policy, rule, item, false), item.IsEmpty)))))
        .OrderBy(item => item.Item1.ToString(), StringComparer.Ordinal);

    private static PolicySet Alone(Policy policy, NetworkPolicySpec spec, NetworkPolicyRule item, bool ingress) => new(
        [policy with { NetworkPolicy = spec with { Ingress = ingress ? [item] : null, Egress = ingress ? null : [item], PolicyTypes = [ingress ? "Ingress" : "Egress"] } }], []);

    private static PolicySet Alone(Policy policy, Rule rule, DirectionItem item, bool ingress) => new(
        [policy with { Rules = [new Rule { EndpointSelector = rule.EndpointSelector, NodeSelector = rule.NodeSelector, Ingress = ingress ? [item] : null, Egress = ingress ? null : [item] }] }], []);

    private static PolicySet Read(WideItem wide)
    {
        RuleReference at = wide.Use.Reference;
        bool ingress = at.Direction == PolicyDirection.Ingress;
        Policy skeleton = at.Policy.NetworkPolicy is { } spec
            ? at.Policy with { NetworkPolicy = spec with { Ingress = ingress ? [new NetworkPolicyRule()] : null, Egress = ingress ? null : [new NetworkPolicyRule()], PolicyTypes = [ingress ? "Ingress" : "Egress"] } }
            : at.Policy with { Rules = [new Rule { EndpointSelector = at.Policy.Rules[at.Rule].EndpointSelector, Ingress = ingress ? [new DirectionItem()] : null, Egress = ingress ? null : [new DirectionItem()] }] };
        string list = ingress ? "ingress" : "egress";
        string[] head = PolicyYamlWriter.Write(skeleton).Split('\n');
        int start = Array.FindIndex(head, line => line.Trim().StartsWith(list + ":", StringComparison.Ordinal));
        string text = string.Join('\n', [.. head[..start], $"  {list}:", .. wide.Narrower.TrimEnd('\n').Split('\n').Select(line => "    " + line), ""]);
        return PolicyTextsOf(text);
    }

    private static PolicySet PolicyTextsOf(string text) => Explaining.PolicyTexts.Set(text);

    private static Policy Closing(Policy policy) => policy.NetworkPolicy is { } spec
        ? policy with { NetworkPolicy = spec with { Ingress = [], Egress = null, PolicyTypes = ["Ingress"] } }
        : policy with { Rules = [.. policy.Rules.Select(rule => new Rule { EndpointSelector = rule.EndpointSelector, Ingress = [new DirectionItem()] })] };

    private static Policy Without(Policy policy, RuleReference item)
    {
        // An empty item keeps the direction closed and opens nothing.
        IReadOnlyList<DirectionItem>? Less(IReadOnlyList<DirectionItem>? items) => [.. items!.Where((_, index) => index != item.Item), new DirectionItem()];
        bool ingress = item.Direction == PolicyDirection.Ingress;
        if (policy.NetworkPolicy is { } spec)
        {
            NetworkPolicyRule[] rest = [.. (ingress ? spec.Ingress : spec.Egress)!.Where((_, index) => index != item.Item)];
            string[] types = [.. (spec.PolicyTypes ?? ["Ingress", .. spec.Egress is null ? Array.Empty<string>() : ["Egress"]]).Append(ingress ? "Ingress" : "Egress").Distinct()];
            return policy with { NetworkPolicy = ingress ? spec with { Ingress = rest, PolicyTypes = types } : spec with { Egress = rest, PolicyTypes = types } };
        }

        return policy with
        {
            Rules = [.. policy.Rules.Select((rule, index) => index != item.Rule ? rule : ingress ? rule with { Ingress = Less(rule.Ingress) } : rule with { Egress = Less(rule.Egress) })],
        };
    }
}
