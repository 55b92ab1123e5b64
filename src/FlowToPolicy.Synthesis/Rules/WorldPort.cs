using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>One admitted address outside the cluster, on one port.</summary>
internal sealed class WorldAddress(Address address)
{
    /// <summary>The address.</summary>
    public Address Address { get; } = address;

    /// <summary>The names that the log shows for it and that a rule can hold, sorted.</summary>
    public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The edges that need it, with its share; none for a derived twin.</summary>
    public List<(Edge Edge, EdgeAddress Share)> Needs { get; } = [];

    /// <summary>Whether everybody who needs it knows a name of it: of workloads that share a policy one may, and the other not.</summary>
    public bool IsNamed { get; private set; }

    /// <summary>Adds a need.</summary>
    public void Add(Edge edge, EdgeAddress share)
    {
        List<string> names = [.. share.Names.Select(DnsName.Normalize).Where(DnsName.IsValid)];
        IsNamed = names.Count > 0 && (Needs.Count == 0 || IsNamed);
        Names.UnionWith(names);
        Needs.Add((edge, share));
    }
}

/// <summary>What one subject has to do with the world on one port.</summary>
internal sealed class WorldPort(ServicePort port)
{
    /// <summary>The port.</summary>
    public ServicePort Port { get; } = port;

    /// <summary>The admitted addresses.</summary>
    public SortedDictionary<Address, WorldAddress> Admitted { get; } = [];

    /// <summary>The addresses that were only denied.</summary>
    public SortedSet<Address> Denied { get; } = [];

    /// <summary>The names of the addresses that were only denied.</summary>
    public HashSet<string> DeniedNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Admitted edges of which not every address is listed, with how many are not.</summary>
    public List<(Edge Edge, long Addresses)> Beyond { get; } = [];

    /// <summary>Whether any of <see cref="Denied"/> was denied for want of a rule, so that a list of those allowed is in force, not one of those denied.</summary>
    public bool DeniesByDefault { get; set; }

    /// <summary>Whether IPv4 was admitted.</summary>
    public bool HasIpv4 { get; set; }

    /// <summary>Whether IPv6 was admitted.</summary>
    public bool HasIpv6 { get; set; }

    /// <summary>Whether it carries DNS.</summary>
    public bool IsDns { get; set; }

    /// <summary>Whether the rule has to take in addresses that are not listed.</summary>
    public bool IsUnbounded { get; set; }

    /// <summary>How many addresses are not listed.</summary>
    public long AddressesBeyond => Beyond.Sum(part => part.Addresses);

    /// <summary>The use of the port by some of the addresses.</summary>
    public PortUse Use(IEnumerable<WorldAddress> addresses, EvidenceDetail detail) => new(Port, IsDns, EvidenceLines.Of(detail, addresses
        .SelectMany(a => a.Needs)
        .GroupBy(need => need.Edge, need => need.Share)
        .Select(part => new EvidencePart(part.Key, part.Max(share => share.Outcome), part.Sum(share => share.Connections)))));

    /// <summary>The use of the port by the world as a whole.</summary>
    public PortUse WholeUse(EvidenceDetail detail) => new(Port, IsDns, EvidenceLines.Of(detail, Admitted.Values
        .SelectMany(a => a.Needs)
        .Select(need => need.Edge)
        .Concat(Beyond.Select(part => part.Edge))
        .Distinct()
        .Select(EvidencePart.Whole)));
}
