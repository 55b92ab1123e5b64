using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Ports, ICMP types and what the proxies are told.</summary>
internal sealed class RandomPorts(Dice dice)
{
    public List<IcmpField> Icmps() => dice.Chance(5) ? [] : dice.Some(3, () => dice.Chance(50)
        ? new IcmpField { Family = dice.One("", "IPv4"), Type = dice.One("8", "0", "3", "EchoRequest", "EchoReply", "DestinationUnreachable") }
        : new IcmpField { Family = "IPv6", Type = dice.One("128", "129", "1", "EchoRequest", "EchoReply") });

    /// <summary>Ports of a deny item: nothing else may stand there.</summary>
    public List<PortRule> Denied() => dice.Some(2, () => new PortRule { Ports = dice.Chance(3) ? [] : dice.Some(2, Port) });

    public List<PortRule> Allowed(bool ingress, bool quiet)
    {
        return dice.Chance(3) ? [] : dice.Some(2, () => quiet || dice.Chance(50) ? new PortRule { Ports = dice.Chance(3) ? [] : dice.Some(3, Port) } : Proxied(ingress));
    }

    public NetworkPolicyPort Kubernetes()
    {
        PortProtocol port = Port();
        return new NetworkPolicyPort
        {
            Port = dice.Chance(15) ? null : port.Port,
            EndPort = char.IsAsciiLetter(port.Port[0]) ? null : port.EndPort,
            Protocol = port.Protocol == "ANY" ? null : port.Protocol,
        };
    }

    private PortProtocol Port() => dice.Below(12) switch
    {
        0 or 1 => new PortProtocol { Port = dice.One(Words.PortNames), EndPort = dice.Chance(15) ? 90 : null, Protocol = Protocol() },
        2 or 3 => new PortProtocol { Port = dice.One("1", "50", "80", "81", "0"), EndPort = dice.One(80, 90, 443, 79, 65535, 8080), Protocol = Protocol() },
        4 => new PortProtocol { Port = dice.One("0", "0", "0120", "65535"), Protocol = Protocol() },
        _ => new PortProtocol { Port = Number(), Protocol = Protocol() },
    };

    private string Number() => dice.One<ushort>(53, 80, 80, 80, 443, 8080).ToString(CultureInfo.InvariantCulture);

    private string? Protocol() => dice.One("TCP", "TCP", "TCP", "UDP", "SCTP", "ANY", null);

    private PortRule Proxied(bool ingress)
    {
        var tcp = new PortRule { Ports = dice.Some(2, () => (dice.Chance(60) ? new PortProtocol { Port = "80" } : Port()) with { Protocol = "TCP" }) };
        return dice.Below(ingress ? 10 : 15) switch
        {
            <= 5 => tcp with { Http = dice.Chance(10) ? [] : dice.Some(2, Http) },
            6 => tcp with { Kafka = [new KafkaRule { Topic = "orders" }] },
            7 => tcp with { L7Protocol = "other", L7 = dice.Chance(70) ? [new Dictionary<string, string> { ["a"] = "b" }] : null },
            8 or 9 => new PortRule { Ports = dice.Some(2, Port), ServerNames = dice.Some(2, () => dice.One("a.test", "b.test")) },
            10 => new PortRule { Ports = dice.Some(2, Port), Listener = Listener() },
            _ => new PortRule { Ports = dice.Some(2, () => Port() with { Port = dice.One("53", "dns", "443"), EndPort = null }), Dns = dice.Some(2, () => new FqdnSelector { MatchPattern = dice.One(Words.Patterns) }) },
        };
    }

    private HttpRule Http() => new() { Method = dice.One("GET", "POST", null), Path = dice.One("/", "/v1/.*", null) };

    private EnvoyListener Listener() => new()
    {
        ConfigKind = "CiliumClusterwideEnvoyConfig",
        ConfigName = "envoy",
        Name = dice.One("one", "two"),
        Priority = dice.One<int?>(null, 1, 2),
    };
}
