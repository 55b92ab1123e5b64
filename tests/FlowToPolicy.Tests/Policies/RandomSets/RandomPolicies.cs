using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Policies of all kinds that the agent accepts.</summary>
internal sealed class RandomPolicies
{
    private readonly Dice _dice;
    private readonly EvaluationOptions _options;
    private readonly RandomSelectors _selectors;
    private readonly RandomPorts _ports;
    private readonly RandomItems _items;

    public RandomPolicies(Dice dice, EvaluationOptions options)
    {
        _dice = dice;
        _options = options;
        _selectors = new RandomSelectors(dice);
        _ports = new RandomPorts(dice);
        _items = new RandomItems(dice, options, _selectors, _ports);
    }

    /// <summary>What Cilium would refuse is thrown away, so a set can have fewer policies than were drawn.</summary>
    public List<Policy> Set(int most)
    {
        int count = 1 + _dice.Below(most);
        return [.. Enumerable.Range(0, count).Select(One).Where(policy => Acceptance.IsAccepted(policy, _options))];
    }

    private Policy One(int index)
    {
        string name = $"p{index}";
        switch (_dice.Below(10))
        {
            case <= 4:
                string space = _dice.One(Words.Namespaces);
                return new Policy { Kind = PolicyKind.CiliumNetworkPolicy, Name = name, Namespace = space, Rules = Rules(clusterWide: false) };
            case <= 7:
                return new Policy { Kind = PolicyKind.CiliumClusterwideNetworkPolicy, Name = name, Rules = Rules(clusterWide: true) };
            default:
                return new Policy { Kind = PolicyKind.NetworkPolicy, Name = name, Namespace = _dice.One(Words.Namespaces), Rules = [], NetworkPolicy = Kubernetes() };
        }
    }

    private List<Rule> Rules(bool clusterWide) => _dice.Chance(80) ? [Rule(clusterWide)] : [Rule(clusterWide), Rule(clusterWide)];

    private Rule Rule(bool clusterWide)
    {
        bool aboutNodes = clusterWide && _dice.Chance(15);
        bool hasDefault = _dice.Chance(15);
        return new Rule
        {
            EndpointSelector = aboutNodes ? null : _selectors.Subject(),
            NodeSelector = aboutNodes ? (_dice.Chance(60) ? new LabelSelector() : _selectors.Nodes()) : null,
            Ingress = _dice.Perhaps(60, () => _items.Allows(ingress: true, aboutNodes)),
            IngressDeny = _dice.Perhaps(15, () => _items.Denies(ingress: true)),
            Egress = _dice.Perhaps(60, () => _items.Allows(ingress: false, aboutNodes)),
            EgressDeny = _dice.Perhaps(15, () => _items.Denies(ingress: false)),
            DefaultDenyIngress = hasDefault ? _dice.One<bool?>(false, true, null) : null,
            DefaultDenyEgress = hasDefault ? _dice.One<bool?>(false, true, null) : null,
        };
    }

    private NetworkPolicySpec Kubernetes() => new()
    {
        PodSelector = _selectors.Pods(),
        Ingress = _dice.Perhaps(60, KubernetesRules),
        Egress = _dice.Perhaps(60, KubernetesRules),
        PolicyTypes = _dice.One<IReadOnlyList<string>?>(null, ["Ingress"], ["Egress"], ["Ingress", "Egress"]),
    };

    private List<NetworkPolicyRule> KubernetesRules() => _dice.Chance(10) ? [] : _dice.Some(2, () => new NetworkPolicyRule
    {
        Peers = _dice.Perhaps(85, () => _dice.Chance(8) ? [] : _dice.Some(3, KubernetesPeer)),
        Ports = _dice.Perhaps(60, () => _dice.Chance(8) ? [] : _dice.Some(3, _ports.Kubernetes)),
    });

    private NetworkPolicyPeer KubernetesPeer() => _dice.Below(6) switch
    {
        0 or 1 => new NetworkPolicyPeer { Pods = _selectors.Pods() },
        2 => new NetworkPolicyPeer { Namespaces = _selectors.Namespaces() },
        3 => new NetworkPolicyPeer { Namespaces = _selectors.Namespaces(), Pods = _selectors.Pods() },
        _ => new NetworkPolicyPeer { Block = _items.CidrSet() },
    };
}
