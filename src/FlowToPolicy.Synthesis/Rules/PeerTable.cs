using System.Runtime.InteropServices;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>The peers of one direction that are named as a whole, each with its ports: a list of needs that is sorted once they are all there.</summary>
internal sealed class PeerTable
{
    // Of one length: the keys are what the needs are sorted by.
    private readonly List<ulong> _keys = [];
    private readonly List<Need> _needs = [];
    private bool _isSorted = true;

    /// <summary>Adds what an edge needs of a peer.</summary>
    public void Add(Peer peer, Edge edge) =>
        Add(new Need(peer, ServicePort.Of(edge), edge.IsDns && edge.Protocol.HasPorts(), edge, null));

    /// <summary>Adds a port of a peer that no edge needs, already summed up.</summary>
    public void Add(Peer peer, PortUse use) => Add(new Need(peer, use.Port, use.IsDns, null, use.Comments));

    /// <summary>Gives every DNS port its twin over TCP or UDP, but for those that were denied to the very peer; returns these.</summary>
    public IReadOnlyList<(Peer Peer, ServicePort Twin)> AddTwins(IReadOnlySet<(Peer Peer, ServicePort Port)> denied)
    {
        Need[] dns = [.. Sorted().Where(need => need.IsDns).DistinctBy(need => (need.Peer, need.Port))];
        HashSet<Peer> resolvers = [.. dns.Select(need => need.Peer)];
        HashSet<(Peer, ServicePort)> used = [.. _needs.Where(need => resolvers.Contains(need.Peer)).Select(need => (need.Peer, need.Port))];
        var refused = new List<(Peer, ServicePort)>();
        foreach (Need need in dns)
        {
            (Peer, ServicePort) twin = (need.Peer, need.Port.DnsTwin);
            if (used.Contains(twin) || !denied.Contains(twin))
            {
                Add(new Need(need.Peer, need.Port.DnsTwin, true, null, null));
            }
            else
            {
                refused.Add(twin);
            }
        }

        return refused;
    }

    /// <summary>Adds the items of all peers.</summary>
    public void AddItems(List<DirectionItem> items, ItemFactory factory, string policyNamespace)
    {
        var uses = new List<PortUse>();
        ReadOnlySpan<Need> needs = CollectionsMarshal.AsSpan(Sorted());
        items.EnsureCapacity(items.Count + needs.Length);
        for (int start = 0, end; start < needs.Length; start = end)
        {
            Peer peer = needs[start].Peer;
            uses.Clear();
            for (end = start; end < needs.Length && needs[end].Peer == peer;)
            {
                int first = end;
                while (end < needs.Length && _keys[end] == _keys[first])
                {
                    end++;
                }

                uses.Add(Use(needs[first..end], factory.Detail));
            }

            factory.AddItems(items, peer.Item(policyNamespace), peer.Description, CollectionsMarshal.AsSpan(uses));
        }
    }

    private void Add(Need need)
    {
        ulong key = (ulong)need.Peer.Rank << 32 | (ulong)need.Port.Protocol << 16 | need.Port.Port;
        _isSorted &= _keys.Count == 0 || _keys[^1] <= key;
        _keys.Add(key);
        _needs.Add(need);
    }

    // Edges come in the order of their ends, so that there is seldom much to do.
    private List<Need> Sorted()
    {
        if (!_isSorted)
        {
            CollectionsMarshal.AsSpan(_keys).Sort(CollectionsMarshal.AsSpan(_needs));
            _isSorted = true;
        }

        return _needs;
    }

    private static PortUse Use(ReadOnlySpan<Need> needs, EvidenceDetail detail)
    {
        ref readonly Need one = ref needs[0];
        if (needs.Length == 1 && (one.Comments ?? (one.Edge is { } whole ? EvidenceLines.Of(detail, whole) : null)) is { } lines)
        {
            // Nearly every port of a peer is needed by one edge.
            return new PortUse(one.Port, one.IsDns, lines);
        }

        bool isDns = false;
        var parts = new List<EvidencePart>(needs.Length);
        foreach (Need need in needs)
        {
            isDns |= need.IsDns;
            if (need.Edge is { } edge)
            {
                parts.Add(EvidencePart.Whole(edge));
            }
        }

        return new PortUse(one.Port, isDns, EvidenceLines.Of(detail, parts));
    }

    /// <summary>What is needed of a peer.</summary>
    /// <param name="Peer">The peer.</param>
    /// <param name="Port">The port.</param>
    /// <param name="IsDns">Whether it carries DNS.</param>
    /// <param name="Edge">The edge that needs it; null when none does by itself.</param>
    /// <param name="Comments">What was seen, where that is summed up already; null for an edge, and for a derived port.</param>
    private readonly record struct Need(Peer Peer, ServicePort Port, bool IsDns, Edge? Edge, IReadOnlyList<string>? Comments);
}
