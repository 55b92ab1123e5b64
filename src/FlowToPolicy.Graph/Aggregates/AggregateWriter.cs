using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>Writes the sums of one hour or day as rows.</summary>
/// <param name="bucket">Its first moment in ticks UTC.</param>
/// <param name="hours">How many hours it has.</param>
public sealed class AggregateWriter(long bucket, int hours)
{
    private readonly List<byte[]> _rows = [];

    /// <summary>All rows of a tally, in a stable order.</summary>
    public IReadOnlyList<byte[]> Write(GraphTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        _rows.Clear();
        foreach ((RawEdge edge, EdgeTally seen) in tally.Edges)
        {
            Edge(edge, seen, _ => { });
        }

        foreach ((RawEdge edge, UnclearTally seen) in tally.Unclear)
        {
            Unclear(edge, seen);
        }

        foreach ((RawEnd end, PodKnowledge pods) in tally.Pods)
        {
            Pods(end, pods);
        }

        foreach (RawEnd client in tally.Names.Clients)
        {
            foreach ((Address address, BoundedSet<string> names) in tally.Names.Of(client)!)
            {
                Add(AggregateFormat.Names, row =>
                {
                    End(row, "client_", client);
                    row.Text("address", address.ToString());
                    row.Texts("names", names.Values);
                });
            }
        }

        foreach ((uint identity, RawEnd? end) in tally.Identities)
        {
            Add(AggregateFormat.Identity, row =>
            {
                row.Number("identity", identity);
                row.True("ambiguous", end is null);
                End(row, "", end);
            });
        }

        _rows.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        Summary(tally);
        return [.. _rows];
    }

    private void Unclear(RawEdge edge, UnclearTally tally)
    {
        void Ports(EdgeTally seen, int client, int server) => Edge(edge with { Port = (ushort)server }, seen, row =>
        {
            row.True("unclear", true);
            row.Number("client_port", client);
        });

        foreach ((ushort server, EdgeTally seen) in tally.Forward)
        {
            Ports(seen, PacketFacts.FirstEphemeralPort, server);
        }

        foreach ((ushort client, BackwardTally backward) in tally.Backward)
        {
            foreach ((ushort server, EdgeTally seen) in backward.Kept)
            {
                Ports(seen, client, server);
            }

            if (backward.Rest.Lines > 0)
            {
                Ports(backward.Rest, client, 0);
            }
        }

        foreach (((ushort client, ushort server), EdgeTally seen) in tally.Pairs)
        {
            Ports(seen, client, server);
        }

        if (tally.Beyond > 0)
        {
            Add(AggregateFormat.Edge, row =>
            {
                Key(row, edge);
                row.True("unclear", true);
                row.Number("beyond", tally.Beyond);
            });
        }
    }

    /// <summary>One row for each address, with its counts; one with all else, and the counts of no address.</summary>
    private void Edge(RawEdge edge, EdgeTally seen, Action<AggregateRow> more)
    {
        SightingCounts rest = seen.Counts;
        foreach ((Address address, AddressTally tally) in seen.Addresses?.Kept ?? new Dictionary<Address, AddressTally>())
        {
            rest.Reduce(tally.Counts);
            Add(AggregateFormat.Edge, row =>
            {
                Key(row, edge);
                more(row);
                row.Text("address", address.ToString());
                row.Zero("lines");
                Counts(row, tally.Counts);
            });
        }

        SightingCounts left = rest;
        Add(AggregateFormat.Edge, row =>
        {
            Key(row, edge);
            more(row);
            if (seen.Lines == 0)
            {
                row.Zero("lines");
            }

            row.Number("lines", seen.Lines);
            Counts(row, left);
            Facts(row, seen, !edge.Client.IsPod || !edge.Server.IsPod);
        });
    }

    private static void Facts(AggregateRow row, EdgeTally seen, bool needsAddress)
    {
        row.Time("first", seen.First);
        row.Time("last", seen.Last);
        row.Texts("days", [.. seen.Days.Values.ToArray().Select(day => AggregateFormat.Time(day * TimeSpan.TicksPerDay)[..10])]);
        row.Numbers("hours_of_week", [.. Enumerable.Range(0, HoursOfWeek.Hours).Where(hour => seen.Hours.Contains(hour))]);
        row.Texts("nodes", seen.Nodes.Values);
        row.Texts("samples", [.. seen.Samples.Values.ToArray().Select(uuid => uuid.ToString())]);
        row.True("dns_proxy", seen.ThroughDnsProxy);
        row.Texts("queries", seen.Queried is null ? [] : seen.Queried.Values);
        if (needsAddress && seen.WithoutAddress == 0)
        {
            row.Zero("without_address");
        }

        row.Number("without_address", seen.WithoutAddress);
        if (seen.Addresses?.Sketch is { } sketch)
        {
            row.Bytes("address_sketch", sketch.Ranks);
        }
    }

    private void Pods(RawEnd end, PodKnowledge pods)
    {
        Add(AggregateFormat.Pods, row =>
        {
            End(row, "", end);
            row.Texts("pods", pods.PodNames.Values);
        });
        foreach (((string kind, string name), long times) in pods.Owners)
        {
            Add(AggregateFormat.Pods, row =>
            {
                End(row, "", end);
                row.Text("workload_kind", kind);
                row.Text("workload", name);
                row.Number("times", times);
            });
        }
    }

    private void Summary(GraphTally tally) => Add(AggregateFormat.Summary, row =>
    {
        row.Number("read", tally.Read);
        row.Time("first", tally.First);
        row.Time("last", tally.Last);
        row.Text("cilium_version", tally.CiliumVersion?.ToString(2) ?? "");
        row.Texts("nodes", tally.Nodes.Values);
        row.Texts("clusters", tally.HomeClusters.Values);
        long[] without = tally.WithoutEdge.ToArray(), skipped = tally.Skipped.ToArray();
        row.Counts("without_edge", without.Select((count, reason) => KeyValuePair.Create(AggregateFormat.Snake(((NoEdge)reason).ToString()), count)));
        row.Counts("skipped", skipped.Select((count, reason) => KeyValuePair.Create(AggregateFormat.Snake(((SkipReason)reason).ToString()), count)));
        row.Counts("lost", tally.Lost.Select(lost => KeyValuePair.Create(AggregateFormat.Snake(lost.Key.ToString()), lost.Value)));
        row.Pairs("unread_nodes", tally.UnreadNodes);
    });

    private void Add(string type, Action<AggregateRow> content)
    {
        using var row = new AggregateRow();
        row.Text("type", type);
        row.Time("bucket", bucket);
        row.Number("hours", hours);
        content(row);
        _rows.Add(row.Line());
    }

    private static void Key(AggregateRow row, RawEdge edge)
    {
        End(row, "client_", edge.Client);
        End(row, "server_", edge.Server);
        row.Text("protocol", edge.Protocol.Name());
        row.Number("port", edge.Port);
    }

    private static void End(AggregateRow row, string prefix, RawEnd? end)
    {
        if (end is null)
        {
            return;
        }

        row.Text(prefix + "cluster", end.Cluster);
        row.Text(prefix + "namespace", end.Namespace);
        row.Texts(prefix + "labels", [.. end.Labels.Select(label => label.ToString())]);
        row.Text(prefix + "name", end.Name.Stem);
        row.Text(prefix + "name_shape", end.Name.Shape == PodNameShape.None ? "" : AggregateFormat.Snake(end.Name.Shape.ToString()));
        row.Number(prefix + "numeric_identity", end.Identity);
    }

    private static void Counts(AggregateRow row, in SightingCounts counts)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Client, Side.Server])
        {
            for (Sighting kind = Sighting.New; kind <= Sighting.OtherDrop; kind++)
            {
                row.Number(AggregateFormat.CountNames[(int)side][(int)kind], counts[side, kind]);
            }
        }
    }
}
