using System.Globalization;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>An address prefix as a range of numbers; host bits are masked.</summary>
/// <param name="IsV6">The family.</param>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address.</param>
/// <param name="Length">The prefix length.</param>
internal readonly record struct Prefix(bool IsV6, UInt128 First, UInt128 Last, int Length)
{
    /// <summary>Reads <c>10.0.0.0/8</c> or a bare address (Cilium takes both in fromCIDR). False when it is neither.</summary>
    public static bool TryParse(string text, out Prefix prefix)
    {
        prefix = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!Address.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out Address address))
        {
            return false;
        }

        int length = address.Bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > address.Bits))
        {
            return false;
        }

        UInt128 hosts = length == 0 ? UInt128.MaxValue >> (128 - address.Bits) : (UInt128.One << (address.Bits - length)) - 1;
        UInt128 first = address.Value & ~hosts;
        prefix = new Prefix(address.IsV6, first, first | hosts, length);
        return true;
    }

    /// <summary>Reads a label of the source <c>cidr</c>; Cilium writes the colons of an IPv6 prefix as dashes there.</summary>
    public static bool TryRead(Label label, out Prefix prefix)
    {
        prefix = default;
        return label.Source == "cidr" && (TryParse(label.Key, out prefix) || TryParse(label.Key.Replace('-', ':'), out prefix));
    }

    /// <summary>Whether the address lies inside.</summary>
    public bool Contains(Address address) => address.IsV6 == IsV6 && !address.IsNone && address.Value >= First && address.Value <= Last;

    /// <summary>Whether all of the other prefix lies inside.</summary>
    public bool Contains(Prefix other) => other.IsV6 == IsV6 && other.First >= First && other.Last <= Last;

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        Address address = IsV6 ? Address.V6(First) : Address.V4((uint)First);
        return string.Create(CultureInfo.InvariantCulture, $"{address}/{Length}");
    }
}
