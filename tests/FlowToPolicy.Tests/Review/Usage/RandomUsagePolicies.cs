using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Tests.Policies.RandomSets;

namespace FlowToPolicy.Tests.Review.Usage;

/// <summary>Random policies in the words of a window: its namespaces, labels, ports, addresses and names, so that they often hit it and often miss it.</summary>
internal sealed class RandomUsagePolicies
{
    private readonly Dice _dice;
    private readonly string[] _namespaces;
    private readonly Label[] _labels;
    private readonly Edge[] _edges;
    private readonly string[] _addresses;
    private readonly string[] _names;

    private RandomUsagePolicies(int seed, CommunicationGraph graph)
    {
        _dice = new Dice(seed);
        End[] workloads = [.. graph.Ends.Where(end => end is { Kind: EndKind.Workload, LabelsKnown: true })];
        _namespaces = [.. workloads.Select(end => end.Workload!.Value.Namespace).Distinct(), "elsewhere"];
        _labels = [.. workloads.SelectMany(end => end.LabelSets).SelectMany(set => set).Where(label => label.Source == Label.Kubernetes && !label.Key.StartsWith("io.", StringComparison.Ordinal)).Distinct(), Label.K8s("app", "nobody")];
        _edges = [.. graph.Edges];
        _addresses = [.. graph.Edges.SelectMany(edge => edge.Addresses).Select(address => address.Address.ToString()).Where(text => !text.Contains(':', StringComparison.Ordinal)).Distinct(), "203.0.113.9"];
        _names = [.. graph.Edges.SelectMany(edge => edge.Addresses).SelectMany(address => address.Names).Distinct(), "nobody.example.com"];
    }

    public static IEnumerable<Policy> Of(int seed, CommunicationGraph graph)
    {
        var random = new RandomUsagePolicies(seed, graph);
        return Enumerable.Range(0, 2 + random._dice.Below(6)).Select(random.Policy).ToArray();
    }

    private Policy Policy(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"p{number}"), space = _dice.One(_namespaces);
        return _dice.Below(4) switch
        {
            0 => new Policy { Kind = PolicyKind.NetworkPolicy, Name = name, Namespace = space, Rules = [], NetworkPolicy = Kubernetes() },
            1 => new Policy { Kind = PolicyKind.CiliumClusterwideNetworkPolicy, Name = name, Rules = [Rule()] },
            _ => new Policy { Kind = PolicyKind.CiliumNetworkPolicy, Name = name, Namespace = space, Rules = _dice.Chance(20) ? [Rule(), Rule()] : [Rule()] },
        };
    }

    private Rule Rule()
    {
        bool ingress = _dice.Chance(60), egress = !ingress || _dice.Chance(40);
        return new Rule
        {
            EndpointSelector = _dice.Chance(35) ? new LabelSelector() : Selector(withNamespace: false),
            Ingress = ingress ? _dice.Some(4, () => Item(isEgress: false)) : null,
            Egress = egress ? _dice.Some(4, () => Item(isEgress: true)) : null,
            IngressDeny = ingress && _dice.Chance(20) ? [Item(isEgress: false)] : null,
            // Deny items know no names (api/v2 EgressDenyRule).
            EgressDeny = egress && _dice.Chance(20) ? [Item(isEgress: false)] : null,
            DefaultDenyIngress = _dice.Chance(10) ? false : null,
            DefaultDenyEgress = _dice.Chance(10) ? false : null,
        };
    }

    private DirectionItem Item(bool isEgress)
    {
        var item = new DirectionItem { ToPorts = _dice.Chance(65) ? [new PortRule { Ports = _dice.Some(3, Port) }] : null };
        return _dice.Below(isEgress ? 6 : 5) switch
        {
            0 or 1 => item with { Endpoints = _dice.Some(3, () => _dice.Chance(20) ? new LabelSelector() : Selector(withNamespace: _dice.Chance(60))) },
            2 => item with { Entities = _dice.Some(2, () => _dice.One("all", "cluster", "world", "host", "remote-node", "kube-apiserver")) },
            3 => item with { CidrSets = [new CidrSetItem { Cidr = "0.0.0.0/0", Except = _dice.Chance(40) ? [_dice.One(_addresses) + "/32"] : [] }] },
            4 => _dice.Chance(50) ? item with { Cidrs = _dice.Some(2, () => $"{_dice.One(_addresses)}/{_dice.One("32", "24", "8")}") } : item,
            _ => item with { Fqdns = _dice.Some(2, () => _dice.Chance(50) ? new FqdnSelector { MatchName = _dice.One(_names).TrimEnd('.') } : new FqdnSelector { MatchPattern = _dice.One("*", "*.com", "*.example.com") }) },
        };
    }

    private LabelSelector Selector(bool withNamespace)
    {
        Label label = _dice.One(_labels);
        KeyValuePair<string, string>[] space = withNamespace ? [new($"k8s:{LabelKeys.Namespace}", _dice.One(_namespaces))] : [];
        return _dice.Below(5) switch
        {
            0 when withNamespace => new LabelSelector { MatchLabels = space },
            1 => new LabelSelector { MatchLabels = space, MatchExpressions = [new SelectorExpression(label.Key, _dice.One(SelectorOperator.Exists, SelectorOperator.DoesNotExist), [])] },
            2 => new LabelSelector { MatchLabels = space, MatchExpressions = [new SelectorExpression(label.Key, _dice.One(SelectorOperator.In, SelectorOperator.NotIn), [label.Value, "other"])] },
            _ => new LabelSelector { MatchLabels = [new(label.Key, label.Value), .. space] },
        };
    }

    private PortProtocol Port()
    {
        Edge edge = _dice.One(_edges);
        int port = edge.Protocol.HasPorts() && edge.Port > 0 ? edge.Port : 8080;
        return _dice.Below(5) switch
        {
            0 => new PortProtocol { Port = "1024", EndPort = 32000, Protocol = "TCP" },
            1 => new PortProtocol { Port = "9", Protocol = "UDP" },
            2 => new PortProtocol { Port = port.ToString(CultureInfo.InvariantCulture) },
            _ => new PortProtocol { Port = port.ToString(CultureInfo.InvariantCulture), Protocol = edge.Protocol.HasPorts() ? edge.Protocol.Name() : "TCP" },
        };
    }

    private NetworkPolicySpec Kubernetes()
    {
        bool ingress = _dice.Chance(60), egress = !ingress || _dice.Chance(30);
        string[] types = [.. ingress ? ["Ingress"] : Array.Empty<string>(), .. egress ? ["Egress"] : Array.Empty<string>()];
        return new NetworkPolicySpec
        {
            PodSelector = _dice.Chance(40) ? new LabelSelector() : Selector(withNamespace: false),
            PolicyTypes = types,
            Ingress = ingress ? _dice.Some(3, KubernetesItem) : null,
            Egress = egress ? _dice.Some(3, KubernetesItem) : null,
        };
    }

    private NetworkPolicyRule KubernetesItem() => new()
    {
        Peers = _dice.Chance(80) ? _dice.Some(3, KubernetesPeer) : null,
        Ports = _dice.Chance(60) ? _dice.Some(2, () => Port() is { } port ? new NetworkPolicyPort { Port = port.Port, EndPort = port.EndPort, Protocol = port.Protocol ?? "TCP" } : throw new InvalidOperationException()) : null,
    };

    private NetworkPolicyPeer KubernetesPeer() => _dice.Below(3) switch
    {
        0 => new NetworkPolicyPeer { Block = new CidrSetItem { Cidr = _dice.One("0.0.0.0/0", _dice.One(_addresses) + "/24") } },
        1 => new NetworkPolicyPeer { Pods = _dice.Chance(40) ? new LabelSelector() : Selector(withNamespace: false) },
        _ => new NetworkPolicyPeer { Pods = _dice.Perhaps(50, () => Selector(withNamespace: false)), Namespaces = _dice.Chance(50) ? new LabelSelector() : new LabelSelector { MatchLabels = [new("kubernetes.io/metadata.name", _dice.One(_namespaces))] } },
    };
}
