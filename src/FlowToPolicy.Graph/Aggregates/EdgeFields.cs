using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>What a row says of an edge.</summary>
internal static class EdgeFields
{
    /// <summary>Adds the row; how many lines it stands for.</summary>
    public static long AddTo(GraphTally part, AggregateFields row, long first, long last)
    {
        RawEnd client = part.Intern(EndFields.Read(row, "client_")), server = part.Intern(EndFields.Read(row, "server_"));
        string protocolName = row.Text("protocol");
        Protocol protocol = AggregateFormat.Protocols.TryGetValue(protocolName, out Protocol known) ? known : throw new RowException("'protocol' is none that is known");
        var port = (ushort)row.Small("port", ushort.MaxValue);
        if (!client.IsPod && !server.IsPod)
        {
            throw new RowException("neither end is a pod: 'client_namespace' or 'client_labels', and those of the server, are missing");
        }

        if (row.Count("beyond") is > 0 and var beyond)
        {
            GraphTally.Slot(part.Unclear, new RawEdge(client, server, protocol, 0)).AddBeyond(beyond);
            return beyond;
        }

        EdgeTally seen = Tally(row, first, last, needsAddress: !client.IsPod || !server.IsPod);
        if (row.IsTrue("unclear"))
        {
            AddUnclear(part, row, new RawEdge(client, server, protocol, 0), port, seen);
        }
        else
        {
            part.Add(port > 0 || protocol.IsIcmp() ? new RawEdge(client, server, protocol, port) : throw new RowException("'port' is missing"), seen);
        }

        EndFields.Learn(part, row, "client_", client, Math.Max(1, seen.Lines));
        EndFields.Learn(part, row, "server_", server, Math.Max(1, seen.Lines));
        part.Cover(first);
        part.Cover(last);
        foreach (string node in seen.Nodes.Values)
        {
            part.Nodes.Add(node);
            if (node.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
            {
                part.HomeClusters.Add(node[..slash]);
            }
        }

        return seen.Lines;
    }

    private static void AddUnclear(GraphTally part, AggregateFields row, RawEdge edge, ushort port, EdgeTally seen)
    {
        var client = (ushort)row.Small("client_port", ushort.MaxValue);
        UnclearTally unclear = GraphTally.Slot(part.Unclear, edge);
        if (client == 0 || (port == 0 && client >= PacketFacts.FirstEphemeralPort))
        {
            throw new RowException("an unclear row needs 'client_port' and 'port'");
        }

        if (port == 0)
        {
            unclear.BackwardOf(client).Rest.Merge(seen);
        }
        else
        {
            unclear.Slot(client, port)!.Merge(seen);
        }
    }

    private static EdgeTally Tally(AggregateFields row, long first, long last, bool needsAddress)
    {
        var seen = new EdgeTally();
        long all = 0;
        foreach ((string name, (Side side, Sighting kind)) in AggregateFormat.Counts)
        {
            long count = row.Count(name);
            seen.Counts.Add(side, kind, count);
            all += count;
        }

        AddressTallies? addresses = Addresses(row, seen);
        long without = row.Has("without_address") ? row.Count("without_address") : needsAddress && addresses is null ? all : 0;
        seen.Restore(row.Has("lines") ? row.Count("lines") : all, first, last, needsAddress ? without : 0, needsAddress ? addresses : null);
        AddTimes(row, seen, first, last);
        foreach (string node in row.Has("node") ? row.Texts("nodes").Append(row.Text("node")) : row.Texts("nodes"))
        {
            seen.Nodes.Add(node);
        }

        foreach (string uuid in row.Texts("samples"))
        {
            seen.Samples.Add(Guid.TryParse(uuid, out Guid id) ? id : throw new RowException("'samples' holds something that is no uuid"));
        }

        seen.ThroughDnsProxy = row.IsTrue("dns_proxy");
        foreach (string name in row.Texts("queries"))
        {
            seen.AddQuery(name);
        }

        return seen;
    }

    private static AddressTallies? Addresses(AggregateFields row, EdgeTally seen)
    {
        Address? address = row.Address("address");
        DistinctSketch? sketch = row.Sketch("address_sketch");
        if (address is null && sketch is null)
        {
            return null;
        }

        var addresses = new AddressTallies();
        if (address is { } known)
        {
            addresses.Restore(known, seen.Counts);
        }

        if (sketch is not null)
        {
            addresses.Restore(sketch);
        }

        return addresses;
    }

    /// <summary>Days and hours of the week; where they are left out, those of the first and the last sighting.</summary>
    private static void AddTimes(AggregateFields row, EdgeTally seen, long first, long last)
    {
        foreach (string day in row.Texts("days"))
        {
            seen.Days.Add((int)(AggregateFields.Time(day, "days") / TimeSpan.TicksPerDay));
        }

        foreach (int hour in row.Numbers("hours_of_week"))
        {
            seen.Hours.Add(hour is >= 0 and < HoursOfWeek.Hours ? hour * TimeSpan.TicksPerHour : throw new RowException("'hours_of_week' goes from 0 to 167"));
        }

        foreach (long time in (ReadOnlySpan<long>)[first, last])
        {
            if (time > 0 && !row.Has("days"))
            {
                seen.Days.Add((int)(time / TimeSpan.TicksPerDay));
            }

            if (time > 0 && !row.Has("hours_of_week"))
            {
                seen.Hours.Add(time);
            }
        }
    }
}
