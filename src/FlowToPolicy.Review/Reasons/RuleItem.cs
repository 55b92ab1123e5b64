using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Review.Reasons;

/// <summary>
/// One item of a policy, taken out of it so that it can be asked alone, and asked without its ports, its peers or its namespaces.
/// The evaluator itself answers: what a rule means is known in one place only.
/// </summary>
internal sealed class RuleItem
{
    private readonly Policy _policy;
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;
    private readonly PolicyDirection _direction;
    private readonly Dictionary<ItemPart, PolicyEvaluator> _evaluators = [];

    private PeerKind? _kind;
    private bool? _hasNamedPorts;

    private RuleItem(RuleReference reference, PolicySet set, EvaluationOptions options)
    {
        (Reference, _policy, _direction, _set, _options) = (reference, reference.Policy, reference.Direction, set, options);
    }

    /// <summary>Where it stands.</summary>
    public RuleReference Reference { get; }

    /// <summary>The item of a Cilium policy; null for a Kubernetes NetworkPolicy.</summary>
    public DirectionItem? Item => _policy.NetworkPolicy is null ? Items(_policy.Rules[Reference.Rule], _direction, Reference.IsDeny)![Reference.Item] : null;

    /// <summary>The item of a Kubernetes NetworkPolicy; null for Cilium's kinds.</summary>
    public NetworkPolicyRule? KubernetesItem => _policy.NetworkPolicy is { } spec ? Rules(spec)[Reference.Item] : null;

    /// <summary>The item as YAML.</summary>
    public string Text => Item is { } item
        ? PolicyYamlWriter.WriteItem(item, _direction == PolicyDirection.Ingress)
        : PolicyYamlWriter.WriteItem(KubernetesItem!, _direction == PolicyDirection.Ingress);

    /// <summary>Its peers alone, as YAML: equal for items that name the same peers.</summary>
    public string PeersText => Item is { } item
        ? PolicyYamlWriter.WriteItem(Narrowing.Reduce(item, ItemPart.Peers), isIngress: true)
        : PolicyYamlWriter.WriteItem(Narrowing.Reduce(KubernetesItem!, ItemPart.Peers), isIngress: true);

    /// <summary>One port of each range that it opens; any port where it names none.</summary>
    public IEnumerable<(Protocol Protocol, ushort Port)> OpenPorts
    {
        get
        {
            var vocabulary = PolicyVocabulary.Of([new PolicySet([Alone(ItemPart.Whole)], [])], _options.LocalCluster);
            return vocabulary.Ports.Select(ports => (ports.Protocol, ports.First));
        }
    }

    /// <summary>How it names its peers.</summary>
    public PeerKind Kind => _kind ??= FindKind();

    /// <summary>Whether it has ports by name.</summary>
    public bool HasNamedPorts => _hasNamedPorts ??=
        (KubernetesItem?.Ports ?? []).Select(port => port.Port)
            .Concat((Item?.ToPorts ?? []).SelectMany(rule => rule.Ports).Select(port => port.Port))
            .Any(port => port is { Length: > 0 } name && name.Any(char.IsAsciiLetter));

    private PeerKind FindKind() => this switch
    {
        { KubernetesItem.Peers: null or { Count: 0 } } => PeerKind.Everybody,
        { KubernetesItem: { } rule } => rule.Peers!.All(peer => peer.Block is not null) ? PeerKind.Addresses : PeerKind.Labels,
        { Item.Endpoints: not null } => PeerKind.Labels,
        { Item.Entities: not null } => PeerKind.Entities,
        { Item: { Cidrs: not null } or { CidrSets: not null } } => PeerKind.Addresses,
        { Item.Fqdns.Count: > 0 } => PeerKind.Names,
        { Item: { Services.Count: > 0 } or { Groups.Count: > 0 } or { Nodes: not null } } => PeerKind.Other,
        _ => PeerKind.Everybody,
    };

    /// <summary>All items of a policy in one direction, the denying ones asked as if they allowed.</summary>
    public static IEnumerable<RuleItem> Of(Policy policy, PolicyDirection direction, PolicySet set, EvaluationOptions options)
    {
        if (policy.NetworkPolicy is { } spec)
        {
            int count = (direction == PolicyDirection.Ingress ? spec.Ingress : spec.Egress)?.Count ?? 0;
            return Enumerable.Range(0, count).Select(item => new RuleItem(new RuleReference(policy, 0, direction, IsDeny: false, item), set, options));
        }

        return
            from rule in Enumerable.Range(0, policy.Rules.Count)
            from isDeny in (bool[])[false, true]
            from item in Enumerable.Range(0, Items(policy.Rules[rule], direction, isDeny)?.Count ?? 0)
            select new RuleItem(new RuleReference(policy, rule, direction, isDeny, item), set, options);
    }

    /// <summary>The same rule of the same policy with another item in the place of this one, for questions about parts of it.</summary>
    public RuleItem With(DirectionItem item, PolicySet set, EvaluationOptions options)
    {
        bool ingress = _direction == PolicyDirection.Ingress;
        Rule rule = _policy.Rules[Reference.Rule] with { Ingress = ingress ? [item] : null, Egress = ingress ? null : [item], IngressDeny = null, EgressDeny = null, DefaultDenyIngress = null, DefaultDenyEgress = null };
        return new RuleItem(new RuleReference(_policy with { Rules = [rule] }, 0, _direction, IsDeny: false, 0), set, options);
    }

    /// <summary>The same policy with another item of a Kubernetes NetworkPolicy in the place of this one.</summary>
    public RuleItem With(NetworkPolicyRule item, PolicySet set, EvaluationOptions options)
    {
        bool ingress = _direction == PolicyDirection.Ingress;
        NetworkPolicySpec spec = _policy.NetworkPolicy! with { Ingress = ingress ? [item] : null, Egress = ingress ? null : [item], PolicyTypes = [ingress ? "Ingress" : "Egress"] };
        return new RuleItem(new RuleReference(_policy with { NetworkPolicy = spec }, 0, _direction, IsDeny: false, 0), set, options);
    }

    /// <summary>Whether its policy is about the subject.</summary>
    public bool Selects(LabelSet subject) => Evaluator(ItemPart.Whole).IsIsolated(_direction, subject);

    /// <summary>What the item alone, or the part of it, says of a connection.</summary>
    public Judgement Judge(ItemPart part, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port) =>
        Evaluator(part).Judge(_direction, subject, peer, protocol, port);

    /// <summary>The ends of which the item alone, or the part of it, says that it lets them through, or cannot say it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="subject">The end whose policies are meant.</param>
    /// <param name="peers">The other ends.</param>
    /// <param name="end">Each as policies see it.</param>
    public IEnumerable<T> MayTakeIn<T>(ItemPart part, PolicyEnd subject, IEnumerable<T> peers, Func<T, PolicyEnd> end)
    {
        // Not kept: there are many items, and each is asked about many ends, once.
        var evaluator = new PolicyEvaluator(_set with { Policies = [Alone(part)] }, _options);
        foreach (T peer in peers)
        {
            Judgement judgement = evaluator.Judge(_direction, subject, end(peer), Protocol.Tcp, 1);
            if (judgement.Admits || judgement.Kind == JudgementKind.Unresolvable)
            {
                yield return peer;
            }
        }
    }

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
        DirectionItem[] item = [Narrowing.Reduce(Item!, part)];
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

    private static IReadOnlyList<DirectionItem>? Items(Rule rule, PolicyDirection direction, bool isDeny) => (direction, isDeny) switch
    {
        (PolicyDirection.Ingress, false) => rule.Ingress,
        (PolicyDirection.Ingress, true) => rule.IngressDeny,
        (_, false) => rule.Egress,
        _ => rule.EgressDeny,
    };

    private IReadOnlyList<NetworkPolicyRule> Rules(NetworkPolicySpec spec) => (_direction == PolicyDirection.Ingress ? spec.Ingress : spec.Egress)!;
}
