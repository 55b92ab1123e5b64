using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Which observed addresses outside the cluster have a name, for whatever client: a name may lead each client to each of them.</summary>
internal sealed class WorldNames
{
    private readonly Dictionary<string, SortedSet<Address>> _addresses = new(StringComparer.Ordinal);

    private readonly Dictionary<Address, SortedSet<string>> _names = [];

    /// <summary>Reads the edges.</summary>
    public WorldNames(IEnumerable<Edge> edges)
    {
        foreach (EdgeAddress address in edges.SelectMany(edge => edge.Addresses))
        {
            foreach (string name in address.Names)
            {
                string key = name.TrimEnd('.').ToLowerInvariant();
                if (!_addresses.TryGetValue(key, out SortedSet<Address>? addresses))
                {
                    _addresses[key] = addresses = [];
                }

                addresses.Add(address.Address);
                if (!_names.TryGetValue(address.Address, out SortedSet<string>? names))
                {
                    _names[address.Address] = names = new SortedSet<string>(StringComparer.Ordinal);
                }

                names.Add(key);
            }
        }
    }

    /// <summary>The addresses of a name.</summary>
    public IReadOnlyCollection<Address> Addresses(string name) => _addresses.GetValueOrDefault(name) ?? (IReadOnlyCollection<Address>)[];

    /// <summary>The names of an address, whoever got them.</summary>
    public IReadOnlyCollection<string> Names(Address address) => _names.GetValueOrDefault(address) ?? (IReadOnlyCollection<string>)[];

    /// <summary>The address of a prefix that holds just one.</summary>
    public static Address AddressOf(string prefix)
    {
        int slash = prefix.IndexOf('/', StringComparison.Ordinal);
        return Address.Parse(slash < 0 ? prefix : prefix[..slash]);
    }
}
