using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>
/// Asks all items of a policy set about a connection at once. One evaluator per part of the items is enough: where all items allow, and none has
/// L7 rules or demands authentication, its answer names every item that matches.
/// </summary>
internal sealed class ItemAnswers
{
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;
    private readonly Dictionary<Policy, Policy> _originals = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Policy Policy, PolicyDirection Direction), RuleItem[][]> _items = [];
    private readonly Dictionary<RuleReference, RuleItem> _found = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ItemPart, PolicyEvaluator> _evaluators = [];

    /// <summary>Prepares for the items of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="items">Its items, all of a rule together: first those that allow, then those that deny.</param>
    /// <param name="options">What is known of the agents.</param>
    public ItemAnswers(PolicySet set, IEnumerable<RuleItem> items, EvaluationOptions options)
    {
        (_set, _options) = (set, options);
        foreach (IGrouping<(Policy, PolicyDirection), RuleItem> policy in items.GroupBy(item => (item.Reference.Policy, item.Reference.Direction)))
        {
            int rules = Math.Max(1, policy.Key.Item1.Rules.Count);
            ILookup<int, RuleItem> byRule = policy.ToLookup(item => item.Reference.Rule);
            _items[policy.Key] = [.. Enumerable.Range(0, rules).Select(rule => byRule[rule].ToArray())];
        }
    }

    /// <summary>The items of which the part lets a connection through; those that deny are asked as if they allowed.</summary>
    public IEnumerable<RuleItem> Matching(ItemPart part, PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        if (!_evaluators.TryGetValue(part, out PolicyEvaluator? evaluator))
        {
            _evaluators[part] = evaluator = new PolicyEvaluator(_set with { Policies = [.. _set.Policies.Select(policy => Allowing(policy, part))] }, _options);
        }

        Judgement judgement = evaluator.Judge(direction, subject, peer, protocol, port);
        return judgement.Admits ? judgement.Rules.Select(ItemOf) : [];
    }

    /// <summary>The items of all rules that are about a subject.</summary>
    public IEnumerable<RuleItem> About(PolicyDirection direction, PolicyEnd subject) =>
        Matching(ItemPart.Subjects, direction, subject, subject, Protocol.Tcp, 1).SelectMany(item => _items[(item.Reference.Policy, direction)][item.Reference.Rule]);

    private RuleItem ItemOf(RuleReference reference)
    {
        if (!_found.TryGetValue(reference, out RuleItem? item))
        {
            _found[reference] = item = _items[(_originals[reference.Policy], reference.Direction)][reference.Rule][reference.Item];
        }

        return item;
    }

    private Policy Allowing(Policy policy, ItemPart part)
    {
        Policy allowing = policy.NetworkPolicy is { } spec
            ? policy with { NetworkPolicy = spec with { Ingress = Reduce(spec.Ingress, part), Egress = Reduce(spec.Egress, part) } }
            : policy with { Rules = [.. policy.Rules.Select(rule => Allowing(rule, part))] };
        _originals.Add(allowing, policy);
        return allowing;
    }

    private static Rule Allowing(Rule rule, ItemPart part) => new()
    {
        EndpointSelector = rule.EndpointSelector,
        NodeSelector = rule.NodeSelector,
        Ingress = Reduce(rule.Ingress, rule.IngressDeny, part),
        Egress = Reduce(rule.Egress, rule.EgressDeny, part),
    };

    private static IReadOnlyList<DirectionItem>? Reduce(IReadOnlyList<DirectionItem>? allowing, IReadOnlyList<DirectionItem>? denying, ItemPart part) =>
        allowing is null && denying is null ? null : [.. (allowing ?? []).Concat(denying ?? []).Take(Most(part)).Select(item => Narrowing.Reduce(Narrowing.Plain(item), part))];

    private static IReadOnlyList<NetworkPolicyRule>? Reduce(IReadOnlyList<NetworkPolicyRule>? rules, ItemPart part) =>
        rules is null ? null : [.. rules.Take(Most(part)).Select(rule => Narrowing.Reduce(rule, part))];

    // All items of a rule are about the same subjects, so one of them can say whom.
    private static int Most(ItemPart part) => part == ItemPart.Subjects ? 1 : int.MaxValue;
}
