using System.Globalization;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Turns <c>toPorts</c> and <c>icmps</c> into port specs.</summary>
internal static class PortCompiler
{
    private static readonly CiliumVersion RangesSince = new(1, 16);

    /// <summary>The ports of an item. An item without ports means every port of every protocol; a list that names none means nothing.</summary>
    /// <param name="item">The item.</param>
    /// <param name="proxies">Says what proxies are told; null in a deny list, where no proxy can be named.</param>
    /// <param name="version">The version of Cilium.</param>
    public static PortSpec[] Compile(DirectionItem item, ProxyCompiler? proxies, CiliumVersion version)
    {
        if (item.Icmps is { } fields)
        {
            return [.. fields.Select(Compile)];
        }

        if (item.ToPorts is not { Count: > 0 } rules)
        {
            return [PortSpec.Everything];
        }

        var ports = new List<PortSpec>();
        foreach (PortRule rule in rules)
        {
            ProxyRules? proxy = proxies?.Compile(rule);
            foreach (PortProtocol port in rule.Ports)
            {
                ports.Add(Compile(port, version) with { Proxy = proxy });
            }
        }

        return [.. ports];
    }

    /// <summary>One port as a version reads it: before 1.16 <c>endPort</c> is ignored silently.</summary>
    public static PortSpec Compile(PortProtocol port, CiliumVersion version) => Compile(version < RangesSince ? port with { EndPort = null } : port);

    /// <summary>One port; in doubt when Cilium would refuse it.</summary>
    public static PortSpec Compile(PortProtocol port)
    {
        Doubt refused = Doubt.NotModelled($"'{port.Port}' with protocol '{port.Protocol}' is no port");
        ProtocolSet? protocols = (port.Protocol ?? "ANY").ToUpperInvariant() switch
        {
            "ANY" or "" => ProtocolSet.WithPorts,
            "TCP" => ProtocolSet.Tcp,
            "UDP" => ProtocolSet.Udp,
            "SCTP" => ProtocolSet.Sctp,
            "VRRP" => ProtocolSet.Vrrp,
            "IGMP" => ProtocolSet.Igmp,
            _ => null,
        };
        if (protocols is not { } set || (port.Port.Length == 0 && set is not (ProtocolSet.Vrrp or ProtocolSet.Igmp)))
        {
            return PortSpec.Unknown(refused);
        }

        if (PortNumber.IsName(port.Port))
        {
            string name = PortNumber.NormaliseName(port.Port);
            return new PortSpec(set, 0, 0, name, (ushort)Math.Clamp(port.EndPort ?? 0, 0, ushort.MaxValue)) { Key = name };
        }

        ushort first = 0;
        if (port.Port.Length > 0 && !PortNumber.TryParse(port.Port, out first))
        {
            return PortSpec.Unknown(refused);
        }

        // Port 0 means every port, unless a range begins there (pkg/policy/portrange.go).
        int end = port.EndPort ?? 0;
        ushort last = end > first ? (ushort)Math.Min(end, ushort.MaxValue) : first == 0 ? ushort.MaxValue : first;
        string number = first.ToString(CultureInfo.InvariantCulture);
        return new PortSpec(set, first, last) { Key = end == 0 ? number : string.Create(CultureInfo.InvariantCulture, $"{number}-{end}") };
    }

    // The engine keeps a type as a port, so that type 0 (echo reply) means every type.
    private static PortSpec Compile(IcmpField field) => IcmpTypes.TryParse(field.Family, field.Type, out bool isV6, out byte type)
        ? new PortSpec(isV6 ? ProtocolSet.IcmpV6 : ProtocolSet.IcmpV4, type, type == 0 ? ushort.MaxValue : type) { Key = field.Type }
        : PortSpec.Unknown(Doubt.NotModelled($"'{field.Type}' is no ICMP type of family '{field.Family}'"));
}
