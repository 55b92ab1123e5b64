using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Parts of policies as text that does not depend on the order of lists, on repetitions, or on spellings that mean the same.</summary>
internal static class CanonicalText
{
    private static readonly string[] AnyProtocol = ["SCTP", "TCP", "UDP"];

    /// <summary>Whom an item of a Cilium policy is about, on any port.</summary>
    public static string Peers(DirectionItem item) => string.Join(
        '\n',
        List("endpoints", item.Endpoints?.Select(Selector)),
        List("entities", item.Entities),
        List("cidrs", item.Cidrs is null && item.CidrSets is null ? null : [.. (item.Cidrs ?? []).Select(Prefix), .. (item.CidrSets ?? []).Where(IsPlain).Select(set => Prefix(set.Cidr ?? ""))]),
        List("cidrSets", item.CidrSets?.Any(set => !IsPlain(set)) == true ? item.CidrSets.Where(set => !IsPlain(set)).Select(Text) : null),
        List("fqdns", item.Fqdns?.Select(Text)),
        List("nodes", item.Nodes?.Select(Selector)),
        List("requires", item.Requires?.Select(Selector)),
        item.Services is null && item.Groups is null ? "" : Yaml(new DirectionItem { Services = item.Services, Groups = item.Groups }));

    /// <summary>Whom an item of a Kubernetes NetworkPolicy is about.</summary>
    public static string Peers(NetworkPolicyRule rule) => List("peers", rule.Peers is { Count: > 0 } peers ? peers.Select(Text) : null);

    /// <summary>Which ports an item of a Cilium policy opens, with what the proxy and authentication demand there.</summary>
    public static string Ports(DirectionItem item) => string.Join(
        '\n',
        List("ports", item.ToPorts is { Count: > 0 } rules ? rules.Select(Text) : null),
        List("icmps", item.Icmps?.Select(field => $"{(field.Family.Length == 0 ? "IPv4" : field.Family)} {field.Type}")),
        item.AuthenticationMode);

    /// <summary>Which ports an item of a Kubernetes NetworkPolicy opens.</summary>
    public static string Ports(NetworkPolicyRule rule) =>
        List("ports", rule.Ports is { Count: > 0 } ports ? ports.Select(port => $"{port.Protocol ?? "TCP"} {port.Port} {port.EndPort}") : null);

    /// <summary>A selector; one requirement has one form here: a value is a list of one value.</summary>
    public static string Selector(LabelSelector selector) => string.Join(
        ';',
        selector.MatchLabels.Select(label => $"{Any(label.Key)} In {label.Value}")
            .Concat(selector.MatchExpressions.Select(e => $"{Any(e.Key)} {e.Operator} {string.Join(',', e.Values.Distinct().Order(StringComparer.Ordinal))}"))
            .Distinct().Order(StringComparer.Ordinal));

    private static string Text(PortRule rule) => Ports(rule.Ports)
        + (rule is { Dns: null, Http: null, Kafka: null, L7Protocol: null, L7: null, ServerNames: null, TerminatingTls: null, OriginatingTls: null, Listener: null }
            ? ""
            : Yaml(new DirectionItem
            {
                ToPorts =
                [
                    rule with
                    {
                        Ports = [],
                        Dns = rule.Dns is null ? null : [.. rule.Dns.DistinctBy(Text).OrderBy(Text, StringComparer.Ordinal)],
                        ServerNames = rule.ServerNames is null ? null : [.. rule.ServerNames.Distinct().Order(StringComparer.Ordinal)],
                    },
                ],
            }));

    // A port of all protocols and the same port of each of them mean the same.
    private static string Ports(IReadOnlyList<PortProtocol> ports) => string.Join(
        ',',
        ports.GroupBy(port => $"{port.Port}-{(port.EndPort is 0 ? null : port.EndPort)}", port => port.Protocol is null or "" ? "ANY" : port.Protocol.ToUpperInvariant())
            .Select(port => $"{port.Key} {Protocols([.. port.Distinct().Order(StringComparer.Ordinal)])}").Order(StringComparer.Ordinal));

    private static string Protocols(string[] protocols) =>
        protocols.Contains("ANY") || AnyProtocol.All(protocols.Contains) ? "ANY" : string.Join('+', protocols);

    private static string Text(NetworkPolicyPeer peer) =>
        $"pods {(peer.Pods is { } pods ? Selector(pods) : "-")} namespaces {(peer.Namespaces is { } spaces ? Selector(spaces) : "-")} "
        + (peer.Block is { } block ? $"block {Prefix(block.Cidr)} {string.Join(',', (block.Except ?? []).Select(Prefix).Distinct().Order(StringComparer.Ordinal))}" : "");

    private static string Text(CidrSetItem set) =>
        $"{(set.Cidr is { Length: > 0 } cidr ? Prefix(cidr) : "")} {set.GroupName} {(set.GroupSelector is { } groups ? Selector(groups) : "-")} "
        + string.Join(',', set.Except.Select(Prefix).Distinct().Order(StringComparer.Ordinal));

    private static string Text(FqdnSelector name) => $"{name.MatchName} {name.MatchPattern}";

    // The bits behind the prefix mean nothing.
    private static string Prefix(string cidr)
    {
        int slash = cidr.IndexOf('/', StringComparison.Ordinal);
        string bits = slash < 0 ? "" : cidr[(slash + 1)..];
        return System.Net.IPAddress.TryParse(slash < 0 ? cidr : cidr[..slash], out System.Net.IPAddress? address)
            ? Masked(address, int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : int.MaxValue)
            : cidr;
    }

    private static string Masked(System.Net.IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        length = Math.Min(length, bytes.Length * 8);
        for (int bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{new System.Net.IPAddress(bytes)}/{length}");
    }

    private static bool IsPlain(CidrSetItem set) => set is { Except.Count: 0, GroupName: null, GroupSelector: null };

    private static string Any(string key) => key.StartsWith("any:", StringComparison.Ordinal) ? key[4..] : key;

    private static string Yaml(DirectionItem item) => PolicyYamlWriter.WriteItem(item, isIngress: true);

    // No list and an empty one are not the same: the one says nothing of peers, the other takes in nobody.
    private static string List(string name, IEnumerable<string>? items) =>
        items is null ? "" : $"{name}:{string.Concat(items.Distinct().Order(StringComparer.Ordinal).Select(item => $"({item})"))}";
}
