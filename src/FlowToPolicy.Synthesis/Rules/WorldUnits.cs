using System.Runtime.InteropServices;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>
/// Prefixes or names with the ports that each is needed on. Those with the same ports stand in one item, so that no name or prefix gets a
/// port that it was not seen on.
/// </summary>
internal sealed class WorldUnits<T>
    where T : notnull
{
    private readonly SortedDictionary<T, SortedDictionary<ServicePort, List<WorldAddress>>> _units;
    private readonly Dictionary<ServicePort, WorldPort> _ports = [];

    /// <summary>Starts an empty collection in the given order.</summary>
    public WorldUnits(IComparer<T> order) => _units = new(order);

    /// <summary>Whether there is any.</summary>
    public bool Any => _units.Count > 0;

    /// <summary>The prefixes or names.</summary>
    public IEnumerable<T> Keys => _units.Keys;

    /// <summary>Adds the need for a unit on a port.</summary>
    public void Add(T unit, WorldPort port, WorldAddress address)
    {
        _ports[port.Port] = port;
        if (!_units.TryGetValue(unit, out SortedDictionary<ServicePort, List<WorldAddress>>? ports))
        {
            _units[unit] = ports = [];
        }

        if (!ports.TryGetValue(port.Port, out List<WorldAddress>? addresses))
        {
            ports[port.Port] = addresses = [];
        }

        addresses.Add(address);
    }

    /// <summary>Adds the items, in the order of their first units.</summary>
    public void AddItems(List<DirectionItem> items, ItemFactory factory, Func<IReadOnlyList<T>, DirectionItem> peer, string kind)
    {
        foreach (var group in _units.GroupBy(unit => string.Join(' ', unit.Value.Keys)))
        {
            List<T> members = [.. group.Select(unit => unit.Key)];
            var uses = new List<PortUse>();
            foreach (ServicePort port in group.First().Value.Keys)
            {
                uses.Add(_ports[port].Use(group.SelectMany(unit => unit.Value[port]).Distinct(), factory.Detail));
            }

            int addresses = group.SelectMany(unit => unit.Value.Values).SelectMany(list => list).Select(a => a.Address).Distinct().Count();
            string description = $"outside the cluster, {kind}: {CommentText.Count(addresses, "address", "addresses")} seen";
            factory.AddItems(items, peer(members), [description], CollectionsMarshal.AsSpan(uses));
        }
    }
}
