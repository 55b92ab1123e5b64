using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// Reads textual addresses. IPv4 is parsed in place; IPv6, which .NET cannot parse without allocating, is looked up
/// in a bounded cache first. Not thread-safe.
/// </summary>
/// <param name="capacity">How many IPv6 addresses are kept.</param>
public sealed class AddressPool(int capacity)
{
    private readonly SliceCache<Address> _v6 = new(capacity);

    /// <summary>The address, or none when the text is not an address.</summary>
    public Address Get(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.Contains((byte)':'))
        {
            return Address.TryParse(utf8, out Address v4) ? v4 : default;
        }

        if (!_v6.TryGet(utf8, out Address address))
        {
            _ = Address.TryParse(utf8, out address);
            _v6.Add(utf8, address);
        }

        return address;
    }
}
