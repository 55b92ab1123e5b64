using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>How a Kubernetes NetworkPolicy lies in YAML.</summary>
internal static class NetworkPolicyShape
{
    /// <summary>The content of <c>spec</c>.</summary>
    public static YamlMap Of(NetworkPolicySpec spec) => new YamlMap()
        .Add("podSelector", RuleShape.Selector(spec.PodSelector))
        .Add("policyTypes", YamlList.Of(spec.PolicyTypes))
        .Add("ingress", YamlList.Of(spec.Ingress, rule => Item(rule, "from")))
        .Add("egress", YamlList.Of(spec.Egress, rule => Item(rule, "to")));

    /// <summary>One item of <c>ingress</c> (<paramref name="side"/> <c>from</c>) or <c>egress</c> (<c>to</c>).</summary>
    public static YamlMap Item(NetworkPolicyRule rule, string side) => new YamlMap()
        .Add(side, YamlList.Of(rule.Peers, Peer))
        .Add("ports", YamlList.Of(rule.Ports, Port));

    private static YamlMap Peer(NetworkPolicyPeer peer) => new YamlMap()
        .Add("namespaceSelector", peer.Namespaces is { } spaces ? RuleShape.Selector(spaces) : null)
        .Add("podSelector", peer.Pods is { } pods ? RuleShape.Selector(pods) : null)
        .Add("ipBlock", peer.Block is { } block
            ? new YamlMap().Add("cidr", block.Cidr).Add("except", block.Except.Count == 0 ? null : YamlList.Of(block.Except))
            : null);

    // A Kubernetes port is a number or a name, and a quoted number would be a name.
    private static YamlMap Port(NetworkPolicyPort port) => new YamlMap()
        .Add("protocol", port.Protocol)
        .Add("port", port.Port is { } text
            ? ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) ? RuleShape.Number(number) : new YamlText(text)
            : null)
        .Add("endPort", RuleShape.Number(port.EndPort));
}
