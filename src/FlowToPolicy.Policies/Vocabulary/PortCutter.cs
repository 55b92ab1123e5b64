using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>Cuts the ports of each protocol into intervals at every border that a rule draws.</summary>
internal sealed class PortCutter
{
    private static readonly (Protocol Protocol, ProtocolSet Set, ushort Highest)[] Protocols =
    [
        (Protocol.Tcp, ProtocolSet.Tcp, ushort.MaxValue),
        (Protocol.Udp, ProtocolSet.Udp, ushort.MaxValue),
        (Protocol.Sctp, ProtocolSet.Sctp, ushort.MaxValue),
        (Protocol.IcmpV4, ProtocolSet.IcmpV4, byte.MaxValue),
        (Protocol.IcmpV6, ProtocolSet.IcmpV6, byte.MaxValue),
    ];

    private readonly Dictionary<Protocol, SortedSet<(int First, int Last)>> _ranges = Protocols.ToDictionary(p => p.Protocol, _ => new SortedSet<(int, int)>());

    /// <summary>Adds the ports of an item; port names have no number here.</summary>
    public void Add(DirectionItem item) => Add(PortCompiler.Compile(item, proxies: null, CiliumVersion.Assumed));

    /// <summary>Adds a port of a Kubernetes NetworkPolicy.</summary>
    public void Add(NetworkPolicyPort port) =>
        Add([PortCompiler.Compile(new PortProtocol { Port = port.Port ?? "0", EndPort = port.EndPort, Protocol = port.Protocol ?? "TCP" })]);

    /// <summary>Adds one port.</summary>
    public void Add(Protocol protocol, ushort port)
    {
        if (_ranges.TryGetValue(protocol, out SortedSet<(int, int)>? ranges))
        {
            ranges.Add((port, port));
        }
    }

    /// <summary>The intervals: those that a rule names, and one for each protocol that stands for all others.</summary>
    public IReadOnlyList<PortInterval> Intervals() => [.. Protocols.SelectMany(p => Intervals(p.Protocol, p.Highest))];

    private void Add(PortSpec[] specs)
    {
        foreach (PortSpec spec in specs.Where(spec => spec is { Name: null, Doubt: null }))
        {
            foreach ((Protocol protocol, ProtocolSet set, ushort highest) in Protocols)
            {
                // Every port of a protocol draws no border.
                bool isEvery = spec.First == 0 && spec.Last >= highest;
                if ((spec.Protocols & set) != 0 && !isEvery)
                {
                    _ranges[protocol].Add((spec.First, spec.Last));
                }
            }
        }
    }

    private IEnumerable<PortInterval> Intervals(Protocol protocol, ushort highest)
    {
        SortedSet<(int First, int Last)> ranges = _ranges[protocol];
        SortedSet<int> borders = [protocol.IsIcmp() ? 0 : 1];
        foreach ((int first, int last) in ranges)
        {
            borders.Add(Math.Max(first, borders.Min));
            if (last < highest)
            {
                borders.Add(last + 1);
            }
        }

        int[] starts = [.. borders];
        bool restIsTold = false;
        for (int i = 0; i < starts.Length; i++)
        {
            int first = starts[i], last = i + 1 < starts.Length ? starts[i + 1] - 1 : highest;
            bool isNamed = ranges.Any(range => range.First <= first && range.Last >= last);
            if (isNamed || !restIsTold)
            {
                yield return new PortInterval(protocol, (ushort)first, (ushort)last, !isNamed);
                restIsTold |= !isNamed;
            }
        }
    }
}
