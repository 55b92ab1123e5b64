using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace FlowToPolicy.Identities;

/// <summary>
/// An IP address as a value: 16 bytes and a family, ordered (IPv4 before IPv6), without allocation.
/// IPv4-mapped IPv6 addresses are IPv4 addresses here. The default value means "no address".
/// </summary>
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    private readonly UInt128 _bits;
    private readonly byte _family;

    private Address(UInt128 bits, byte family)
    {
        _bits = bits;
        _family = family;
    }

    /// <summary>Whether there is no address.</summary>
    public bool IsNone => _family == 0;

    /// <summary>Whether this is an IPv4 address.</summary>
    public bool IsV4 => _family == 4;

    /// <summary>Whether this is an IPv6 address.</summary>
    public bool IsV6 => _family == 6;

    /// <summary>The length in bits of a prefix that holds just this address: 32 or 128.</summary>
    public int Bits => _family == 4 ? 32 : 128;

    /// <summary>The address as a number: 32 bits for IPv4, 128 for IPv6.</summary>
    public UInt128 Value => _bits;

    /// <summary>The prefix of just this address, e.g. <c>203.0.113.10/32</c>.</summary>
    public string HostPrefix => $"{this}/{Bits}";

    /// <summary>An IPv4 address from its 32 bits.</summary>
    public static Address V4(uint bits) => new(bits, 4);

    /// <summary>An IPv6 address from its 128 bits; a mapped IPv4 address becomes IPv4.</summary>
    public static Address V6(UInt128 bits) =>
        bits >> 32 == 0xFFFF ? V4((uint)bits) : new Address(bits, 6);

    /// <summary>Reads a textual address from UTF-8 bytes. False when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Address address)
    {
        if (TryParseV4(utf8, out uint v4))
        {
            address = V4(v4);
            return true;
        }

        if (utf8.Length is >= 2 and <= 64 && utf8.Contains((byte)':'))
        {
            Span<char> text = stackalloc char[64];
            int length = System.Text.Encoding.UTF8.GetChars(utf8, text);
            return TryParse(text[..length], out address);
        }

        address = default;
        return false;
    }

    /// <summary>Reads a textual address. False when it is none (zone indexes are not addresses of flows and refused).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        address = default;
        if (text.Contains('%') || !IPAddress.TryParse(text, out IPAddress? parsed))
        {
            return false;
        }

        if (parsed.AddressFamily == AddressFamily.InterNetwork)
        {
            // IPAddress takes "1" and "0x7f.1" for addresses; Hubble never writes those.
            if (text.Count('.') != 3)
            {
                return false;
            }

            Span<byte> four = stackalloc byte[4];
            parsed.TryWriteBytes(four, out _);
            address = V4(BinaryPrimitives.ReadUInt32BigEndian(four));
            return true;
        }

        Span<byte> sixteen = stackalloc byte[16];
        parsed.TryWriteBytes(sixteen, out _);
        address = V6(BinaryPrimitives.ReadUInt128BigEndian(sixteen));
        return true;
    }

    /// <summary>Reads a textual address or throws <see cref="FormatException"/>.</summary>
    public static Address Parse(string text) =>
        TryParse(text.AsSpan(), out Address address) ? address : throw new FormatException($"'{text}' is not an IP address.");

    /// <inheritdoc/>
    public bool Equals(Address other) => _bits == other._bits && _family == other._family;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_bits, _family);

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public int CompareTo(Address other) =>
        _family != other._family ? _family.CompareTo(other._family) : _bits.CompareTo(other._bits);

    /// <summary>The usual text form (RFC 5952 for IPv6); empty for no address.</summary>
    public override string ToString()
    {
        if (IsNone)
        {
            return "";
        }

        Span<byte> bytes = stackalloc byte[16];
        if (IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_bits);
            return new IPAddress(bytes[..4]).ToString();
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, _bits);
        return new IPAddress(bytes).ToString();
    }

    private static bool TryParseV4(ReadOnlySpan<byte> utf8, out uint bits)
    {
        bits = 0;
        int dots = 0, octet = -1;
        foreach (byte c in utf8)
        {
            if (c == '.')
            {
                if (octet < 0 || ++dots > 3)
                {
                    return false;
                }

                bits = (bits << 8) | (uint)octet;
                octet = -1;
            }
            else if (c is >= (byte)'0' and <= (byte)'9' && octet != 0)
            {
                octet = (octet < 0 ? 0 : octet * 10) + (c - '0');
                if (octet > 255)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        bits = (bits << 8) | (uint)octet;
        return dots == 3 && octet >= 0;
    }

    /// <summary>Compares value and family.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Compares value and family.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
