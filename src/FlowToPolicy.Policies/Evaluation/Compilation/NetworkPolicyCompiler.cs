using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>
/// Turns a Kubernetes NetworkPolicy into a compiled rule as Cilium does, with its deviations: rules count even where policyTypes leaves their
/// direction out (pkg/k8s/network_policy.go).
/// </summary>
/// <param name="table">The selectors.</param>
/// <param name="peers">Compiles blocks of addresses.</param>
/// <param name="options">The agent's options.</param>
/// <param name="entries">How many entries come before those of the policy.</param>
internal sealed class NetworkPolicyCompiler(SelectorTable table, PeerCompiler peers, EvaluationOptions options, int entries)
{
    private int _entries = entries;

    /// <summary>Compiles one policy.</summary>
    public CompiledRule Compile(Policy policy)
    {
        NetworkPolicySpec spec = policy.NetworkPolicy ?? new NetworkPolicySpec();
        string space = PolicyCompiler.NamespaceOf(policy);
        bool closesIngress = spec.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress");
        bool closesEgress = spec.PolicyTypes?.Contains("Egress") == true;
        return new CompiledRule(
            SelectorCompiler.Pods(spec.PodSelector, space),
            AboutNodes: false,
            Direction(policy, space, PolicyDirection.Ingress, spec.Ingress ?? [], closesIngress),
            Direction(policy, space, PolicyDirection.Egress, spec.Egress ?? [], closesEgress));
    }

    private CompiledDirection Direction(Policy policy, string space, PolicyDirection direction, IReadOnlyList<NetworkPolicyRule> rules, bool closes)
    {
        bool speaks = rules.Count > 0 || closes;
        var reference = new RuleReference(policy, 0, direction, IsDeny: false, -1);
        return new CompiledDirection(reference, speaks, speaks, [.. rules.SelectMany((rule, index) => Entries(reference, rule, index, space))], RequiredSelectors.None);
    }

    private IEnumerable<CompiledEntry> Entries(RuleReference direction, NetworkPolicyRule rule, int index, string space)
    {
        PortSpec[] ports = rule.Ports is { Count: > 0 } named ? [.. named.Select(Port)] : [PortSpec.Everything];
        PortRange[] ranges = NamedPorts.Numbered(ports);
        if (rule.Peers is not { Count: > 0 } list)
        {
            yield return Entry(new CompiledPeers(AnyPeer: true, [], null));
            yield break;
        }

        // Each peer becomes an item of its own.
        foreach (NetworkPolicyPeer peer in list)
        {
            yield return Entry(Peer(peer, space));
        }

        CompiledEntry Entry(CompiledPeers compiled) =>
            new(new PolicyEntry(direction, index, _entries++, isDeny: false, ranges) { Doubt = compiled.Doubt }, compiled, ports, NamesEndpoints: false);
    }

    private CompiledPeers Peer(NetworkPolicyPeer peer, string space)
    {
        bool selects = peer.Namespaces is not null || peer.Pods is not null;
        if (peer.Block is { } block && !selects)
        {
            return peers.CompileBlock(block);
        }

        if (!selects || peer.Block is not null)
        {
            return new CompiledPeers(AnyPeer: false, [], Doubt.NotModelled("a peer must name selectors or an ipBlock, not both and not neither"));
        }

        return new CompiledPeers(AnyPeer: false, [table.Number(SelectorCompiler.KubernetesPeer(peer.Namespaces, peer.Pods, space, options))], null);
    }

    // A missing protocol means TCP, a missing port every port of the protocol.
    private PortSpec Port(NetworkPolicyPort port) =>
        PortCompiler.Compile(new PortProtocol { Port = port.Port ?? "0", Protocol = port.Protocol ?? "TCP", EndPort = port.EndPort }, options.Version);
}
