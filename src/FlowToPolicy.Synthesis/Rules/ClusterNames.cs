using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>
/// The names of addresses outside the cluster, whoever got them: an agent keeps what its resolver answered for a name for all pods of its
/// node (one cache of names, cilium pkg/fqdn), and answers rotate, so a rule by name takes in what any client learned.
/// </summary>
internal sealed class ClusterNames
{
    private readonly Dictionary<Address, HashSet<string>> _names = [];

    /// <summary>Reads all edges of a graph.</summary>
    public ClusterNames(IEnumerable<Edge> edges)
    {
        foreach (EdgeAddress share in edges.SelectMany(edge => edge.Addresses).Where(share => share.Names.Count > 0))
        {
            if (!_names.TryGetValue(share.Address, out HashSet<string>? names))
            {
                _names[share.Address] = names = new HashSet<string>(StringComparer.Ordinal);
            }

            names.UnionWith(share.Names.Select(DnsName.Normalize));
        }
    }

    /// <summary>The names of an address, as <see cref="DnsName.Normalize"/> spells them.</summary>
    public IReadOnlyCollection<string> Of(Address address) => _names.GetValueOrDefault(address) ?? (IReadOnlyCollection<string>)[];
}
