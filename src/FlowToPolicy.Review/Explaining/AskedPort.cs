using System.Globalization;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Explaining;

/// <summary>A port as a reader writes it: <c>8080</c>, <c>53/UDP</c>, <c>icmp/8</c>, <c>icmpv6/128</c>.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port; the type for ICMP.</param>
public readonly record struct AskedPort(Protocol Protocol, ushort Port)
{
    /// <summary>What a port looks like, for messages.</summary>
    public const string Forms = "8080, 53/UDP, UDP/53, icmp/8 or icmpv6/128";

    /// <summary>Reads a port; TCP where no protocol is named. False when it is none.</summary>
    public static bool TryParse(string? text, out AskedPort port)
    {
        port = default;
        string[] parts = (text ?? "").Split('/');
        (string number, string protocol) = parts switch
        {
            [var only] => (only, "tcp"),
            [var first, var second] when second.Length > 0 && char.IsAsciiDigit(second[0]) => (second, first),
            [var first, var second] => (first, second),
            _ => ("", ""),
        };
        Protocol? named = protocol.ToUpperInvariant() switch
        {
            "TCP" => Protocol.Tcp,
            "UDP" => Protocol.Udp,
            "SCTP" => Protocol.Sctp,
            "ICMP" or "ICMPV4" => Protocol.IcmpV4,
            "ICMPV6" => Protocol.IcmpV6,
            _ => null,
        };
        if (named is not { } known || !ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value))
        {
            return false;
        }

        port = new AskedPort(known, value);
        return known.IsIcmp() ? value <= byte.MaxValue : value > 0;
    }

    /// <summary><c>TCP/8080</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Protocol.Name()}/{Port}");
}
