using System.Globalization;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>Ports of one protocol that no rule of a policy set tells apart.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="First">The first port; the type for ICMP.</param>
/// <param name="Last">The last port.</param>
/// <param name="IsRest">Whether no rule names them: the first of several such intervals, which stands for all of them.</param>
public readonly record struct PortInterval(Protocol Protocol, ushort First, ushort Last, bool IsRest = false)
{
    /// <summary><c>TCP/8080</c>, <c>TCP/8000-8100</c>, <c>any other TCP port</c>.</summary>
    public override string ToString() =>
        IsRest ? $"any other {Protocol.Name()} {(Protocol.IsIcmp() ? "type" : "port")}"
        : First == Last ? string.Create(CultureInfo.InvariantCulture, $"{Protocol.Name()}/{First}")
        : string.Create(CultureInfo.InvariantCulture, $"{Protocol.Name()}/{First}-{Last}");
}
