using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Which DNS names the log shows for which address, for each client by itself: from the names that flows carry and from the answers
/// that the DNS proxy showed to this client. At most 4 096 addresses a client and 64 names an address are kept, the smallest.
/// </summary>
public sealed class KnownNames
{
    /// <summary>How many addresses of a client are kept.</summary>
    internal const int AddressLimit = 4096;

    /// <summary>How many names of an address are kept.</summary>
    internal const int NameLimit = 64;

    private readonly Dictionary<RawEnd, SortedList<Address, BoundedSet<string>>> _clients = [];

    /// <summary>All clients of which names are known.</summary>
    internal IEnumerable<RawEnd> Clients => _clients.Keys;

    /// <summary>What one client knows, by address; null when it knows nothing.</summary>
    internal IReadOnlyDictionary<Address, BoundedSet<string>>? Of(RawEnd client) => _clients.GetValueOrDefault(client);

    /// <summary>Notes that names of an address were left out.</summary>
    internal void Overflow(RawEnd client, Address address) => Slot(client, address)?.Overflow();

    /// <summary>Learns that a client knows an address by a name.</summary>
    public void Learn(RawEnd client, Address address, string name)
    {
        if (!address.IsNone && name.Length > 0)
        {
            Slot(client, address)?.Add(name);
        }
    }

    /// <summary>All names that these clients know the address by.</summary>
    public IEnumerable<string> Names(IEnumerable<RawEnd> clients, Address address)
    {
        foreach (RawEnd client in clients)
        {
            if (_clients.TryGetValue(client, out SortedList<Address, BoundedSet<string>>? addresses)
                && addresses.TryGetValue(address, out BoundedSet<string>? names))
            {
                foreach (string name in names.Values.ToArray())
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>Adds what another table knows.</summary>
    public void Merge(KnownNames other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((RawEnd client, SortedList<Address, BoundedSet<string>> addresses) in other._clients)
        {
            foreach ((Address address, BoundedSet<string> names) in addresses)
            {
                Slot(client, address)?.Merge(names);
            }
        }
    }

    private BoundedSet<string>? Slot(RawEnd client, Address address)
    {
        if (!_clients.TryGetValue(client, out SortedList<Address, BoundedSet<string>>? addresses))
        {
            addresses = [];
            _clients.Add(client, addresses);
        }

        if (addresses.TryGetValue(address, out BoundedSet<string>? names))
        {
            return names;
        }

        if (addresses.Count == AddressLimit)
        {
            if (address > addresses.GetKeyAtIndex(AddressLimit - 1))
            {
                return null;
            }

            addresses.RemoveAt(AddressLimit - 1);
        }

        names = new BoundedSet<string>(NameLimit, StringComparer.Ordinal);
        addresses.Add(address, names);
        return names;
    }
}
