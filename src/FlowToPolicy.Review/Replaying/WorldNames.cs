using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Which observed addresses outside the cluster have a name, for whatever client: a name may lead each client to each of them.</summary>
internal sealed class WorldNames
{
    private readonly Dictionary<string, SortedSet<Address>> _addresses = new(StringComparer.Ordinal);

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
            }
        }
    }

    /// <summary>The addresses of a name.</summary>
    public IReadOnlyCollection<Address> Addresses(string name) => _addresses.GetValueOrDefault(name) ?? (IReadOnlyCollection<Address>)[];

    /// <summary>The address of a prefix that holds just one.</summary>
    public static Address AddressOf(string prefix)
    {
        int slash = prefix.IndexOf('/', StringComparison.Ordinal);
        return Address.Parse(slash < 0 ? prefix : prefix[..slash]);
    }
}
