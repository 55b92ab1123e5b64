using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>One allow or deny for peers and one port; a deny carries neither L7 rules nor authentication.</summary>
internal sealed record NaiveEntry(NaivePeer Peer, NaivePort Port, PortRule? Rule, string? Authentication);

/// <summary>What a rule says about one direction.</summary>
internal sealed record NaiveSide(bool HasItems, bool? DefaultDeny, IReadOnlyList<NaiveEntry> Allows, IReadOnlyList<NaiveEntry> Denies);

/// <summary>Reads the rules that are about a subject, of all kinds of policies.</summary>
internal sealed class NaiveRules(IReadOnlyList<Policy> policies, EvaluationOptions options, PolicyDirection direction, PolicyEnd end, NaiveIdentity subject)
{
    private readonly NaivePorts _ports = new(options, direction, end);

    public IReadOnlyList<NaiveSide> All() =>
    [
        .. policies.SelectMany(policy => policy.NetworkPolicy is { } spec ? Kubernetes(policy, spec) : policy.Rules.SelectMany(rule => Cilium(policy, rule))),
    ];

    private IEnumerable<NaiveSide> Cilium(Policy policy, Rule rule)
    {
        // A nodeSelector is about the host, an endpointSelector about everything else.
        bool selected = rule.NodeSelector is { } nodes
            ? subject.Is("host") && NaiveSelector.Of(nodes).Selects(subject.Labels)
            : !subject.Is("host") && NaiveCompletion.Subject(rule.EndpointSelector!, policy.Namespace).Selects(subject.Labels);
        if (!selected)
        {
            yield break;
        }

        bool ingress = direction == PolicyDirection.Ingress;
        IReadOnlyList<DirectionItem> allows = (ingress ? rule.Ingress : rule.Egress) ?? [];
        IReadOnlyList<DirectionItem> denies = (ingress ? rule.IngressDeny : rule.EgressDeny) ?? [];
        bool subjectIsInit = rule.EndpointSelector is { } endpoints && NaiveSelector.Of(endpoints).Requirements.Any(requirement => requirement is { Source: "reserved", Key: "init" });
        var peers = new NaivePeers(policy.Namespace, subjectIsInit, options);
        yield return new NaiveSide(
            allows.Count + denies.Count > 0,
            ingress ? rule.DefaultDenyIngress : rule.DefaultDenyEgress,
            [.. allows.SelectMany(item => Entries(item, peers.Of(item)))],
            [.. denies.Select(item => item with { Fqdns = null }).SelectMany(item => Entries(item, peers.Of(item)))]);
    }

    /// <summary>Parts 2.2 and 2.3: within one item peers and ports are both needed.</summary>
    private IEnumerable<NaiveEntry> Entries(DirectionItem item, IReadOnlyList<NaivePeer>? peers)
    {
        if (peers is null)
        {
            return [];
        }

        if (item.ToPorts is not { Count: > 0 } && item.Icmps is null)
        {
            return peers.Select(peer => new NaiveEntry(peer, NaivePort.Everything, null, item.AuthenticationMode));
        }

        IEnumerable<(NaivePort Port, PortRule? Rule)> ports =
        [
            .. (item.ToPorts ?? []).SelectMany(rule => rule.Ports.SelectMany(_ports.Of).Select(port => (port, (PortRule?)rule))),
            .. (item.Icmps ?? []).Select(field => (NaivePorts.Of(field), (PortRule?)null)),
        ];
        IReadOnlyList<NaivePeer> who = peers.Count == 0 ? [NaivePeer.Everybody] : peers;
        return ports.SelectMany(port => who.Select(peer => new NaiveEntry(peer, port.Port, port.Rule, item.AuthenticationMode)));
    }

    /// <summary>Part 4. "policyTypes omits a direction that has rules: rules are still enforced."</summary>
    private IEnumerable<NaiveSide> Kubernetes(Policy policy, NetworkPolicySpec spec)
    {
        if (subject.Is("host") || !NaiveCompletion.KubernetesPods(spec.PodSelector, policy.Namespace).Selects(subject.Labels))
        {
            yield break;
        }

        bool ingress = direction == PolicyDirection.Ingress;
        IReadOnlyList<NetworkPolicyRule> rules = (ingress ? spec.Ingress : spec.Egress) ?? [];
        bool namesEgress = spec.PolicyTypes?.Contains("Egress") ?? false;
        bool named = ingress ? (spec.PolicyTypes?.Contains("Ingress") ?? false) || !namesEgress : namesEgress;
        yield return new NaiveSide(rules.Count > 0 || named, null, [.. rules.SelectMany(rule => Entries(policy, rule))], []);
    }

    private IEnumerable<NaiveEntry> Entries(Policy policy, NetworkPolicyRule rule)
    {
        // "from/to missing or []: everybody."
        IEnumerable<NaivePeer> peers = rule.Peers is { Count: > 0 } written ? written.SelectMany(peer => Peer(policy, peer)) : [NaivePeer.Everybody];
        IEnumerable<NaivePort> ports = rule.Ports is { Count: > 0 } list
            ? list.SelectMany(port => _ports.Of(new PortProtocol { Port = port.Port ?? "0", EndPort = port.EndPort, Protocol = port.Protocol ?? "TCP" }))
            : [NaivePort.Everything];
        return peers.SelectMany(peer => ports.Select(port => new NaiveEntry(peer, port, null, null)));
    }

    private IEnumerable<NaivePeer> Peer(Policy policy, NetworkPolicyPeer peer)
    {
        if (peer.Block is { } block)
        {
            return new NaivePeers(policy.Namespace, subjectIsInit: false, options).Block(NaiveBlock.Of(block, options.Version));
        }

        NaiveSelector selector = peer.Namespaces is { } namespaces
            ? NaiveCompletion.KubernetesNamespaces(namespaces, peer.Pods)
            : NaiveCompletion.KubernetesPods(peer.Pods!, policy.Namespace);
        return [NaivePeer.Of(NaiveCompletion.InCluster(selector, options))];
    }
}
