using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>
/// One allowing item of a policy, taken out of it so that it can be asked alone, and asked without its ports, its peers or its namespaces.
/// The evaluator itself answers: what a rule means is known in one place only.
/// </summary>
internal sealed class RuleItem
{
    private readonly Policy _policy;
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;
    private readonly PolicyDirection _direction;
    private readonly Dictionary<ItemPart, PolicyEvaluator> _evaluators = [];

    private RuleItem(RuleReference reference, PolicySet set, EvaluationOptions options)
    {
        (Reference, _policy, _direction, _set, _options) = (reference, reference.Policy, reference.Direction, set, options);
    }

    /// <summary>Where it stands.</summary>
    public RuleReference Reference { get; }

    /// <summary>The item of a Cilium policy; null for a Kubernetes NetworkPolicy.</summary>
    public DirectionItem? Item => _policy.NetworkPolicy is null ? Items(_policy.Rules[Reference.Rule])[Reference.Item] : null;

    /// <summary>The item of a Kubernetes NetworkPolicy; null for Cilium's kinds.</summary>
    public NetworkPolicyRule? KubernetesItem => _policy.NetworkPolicy is { } spec ? Rules(spec)[Reference.Item] : null;

    /// <summary>All allowing items of a policy in one direction.</summary>
    public static IEnumerable<RuleItem> Of(Policy policy, PolicyDirection direction, PolicySet set, EvaluationOptions options)
    {
        if (policy.NetworkPolicy is { } spec)
        {
            int count = (direction == PolicyDirection.Ingress ? spec.Ingress : spec.Egress)?.Count ?? 0;
            return Enumerable.Range(0, count).Select(item => new RuleItem(new RuleReference(policy, 0, direction, IsDeny: false, item), set, options));
        }

        return policy.Rules.SelectMany((rule, index) =>
            Enumerable.Range(0, (direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress)?.Count ?? 0)
                .Select(item => new RuleItem(new RuleReference(policy, index, direction, IsDeny: false, item), set, options)));
    }

    /// <summary>Whether its policy is about the subject.</summary>
    public bool Selects(LabelSet subject) => Evaluator(ItemPart.Whole).IsIsolated(_direction, subject);

    /// <summary>What the item alone, or the part of it, says of a connection.</summary>
    public Judgement Judge(ItemPart part, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port) =>
        Evaluator(part).Judge(_direction, subject, peer, protocol, port);

    private PolicyEvaluator Evaluator(ItemPart part)
    {
        if (!_evaluators.TryGetValue(part, out PolicyEvaluator? evaluator))
        {
            _evaluators[part] = evaluator = new PolicyEvaluator(_set with { Policies = [Alone(part)] }, _options);
        }

        return evaluator;
    }

    private Policy Alone(ItemPart part)
    {
        bool ingress = _direction == PolicyDirection.Ingress;
        if (_policy.NetworkPolicy is { } spec)
        {
            NetworkPolicyRule[] only = [Narrowing.Reduce(Rules(spec)[Reference.Item], part)];
            return _policy with
            {
                NetworkPolicy = spec with { Ingress = ingress ? only : null, Egress = ingress ? null : only, PolicyTypes = [ingress ? "Ingress" : "Egress"] },
            };
        }

        Rule rule = _policy.Rules[Reference.Rule];
        DirectionItem[] item = [Narrowing.Reduce(Items(rule)[Reference.Item], part)];
        return _policy with
        {
            Rules =
            [
                new Rule
                {
                    EndpointSelector = rule.EndpointSelector,
                    NodeSelector = rule.NodeSelector,
                    Ingress = ingress ? item : null,
                    Egress = ingress ? null : item,
                },
            ],
        };
    }

    private IReadOnlyList<DirectionItem> Items(Rule rule) => (_direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress)!;

    private IReadOnlyList<NetworkPolicyRule> Rules(NetworkPolicySpec spec) => (_direction == PolicyDirection.Ingress ? spec.Ingress : spec.Egress)!;
}
