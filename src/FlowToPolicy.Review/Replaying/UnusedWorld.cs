using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// Counts what rules admit to and from the world although nobody used it: the world as a whole where a rule names it as a whole; else the observed
/// addresses that it names. For one thread.
/// </summary>
internal sealed class UnusedWorld(UsedWorld used, WorldNames names)
{
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port, Address Address)> _visited = [];
    private IReadOnlyList<End> _workloads = [];

    /// <summary>Admitted combinations that nobody used.</summary>
    public long Unused { get; private set; }

    /// <summary>Admitted twins of used DNS ports.</summary>
    public long Derived { get; private set; }

    /// <summary>Turns to another subject.</summary>
    public void Begin(EndClass subject)
    {
        _visited.Clear();
        _workloads = subject.Members;
    }

    /// <summary>Counts what an item opens on one of its ports.</summary>
    public void Count(DirectionItem item, bool serves, ProtocolPort port)
    {
        if (item.CidrSets is not null || item.Entities?.Contains(ReservedIdentity.World) == true)
        {
            foreach (End workload in _workloads.Where(workload => _visited.Add((workload, serves, port, default))))
            {
                Count(used.World(workload, serves, port), workload, serves, port);
            }

            return;
        }

        if (item.Cidrs is null && item.Fqdns is null)
        {
            return;
        }

        IEnumerable<Address> addresses = (item.Cidrs ?? []).Select(WorldNames.AddressOf).Concat((item.Fqdns ?? []).SelectMany(name => names.Addresses(name.MatchName ?? "")));
        foreach (Address address in addresses)
        {
            foreach (End workload in _workloads.Where(workload => _visited.Add((workload, serves, port, address))))
            {
                Count(used.Address(workload, serves, port, address), workload, serves, port);
            }
        }
    }

    private void Count(bool isUsed, End workload, bool serves, ProtocolPort port)
    {
        bool isTwin = used.WorldDns(workload, serves, port);
        Derived += !isUsed && isTwin ? 1 : 0;
        Unused += !isUsed && !isTwin ? 1 : 0;
    }
}
