using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>The addresses of an edge: IPv4 by their distances, IPv6 whole, each with its counts; then the sketch when there is one.</summary>
internal static class AddressRow
{
    public static void Write(RowWriter row, AddressTallies tallies)
    {
        Address[] addresses = [.. tallies.Kept.Keys.Order()];
        int v4 = addresses.Count(address => address.IsV4);
        row.Count(v4);
        row.Count(addresses.Length - v4);
        uint last = 0;
        foreach (Address address in addresses)
        {
            Write(row, address, ref last);
            SetRows.Write(row, tallies.Kept[address].Counts);
        }

        row.Byte(tallies.Sketch is null ? (byte)0 : (byte)1);
        if (tallies.Sketch is { } sketch)
        {
            row.Bytes(sketch.Ranks);
        }
    }

    public static AddressTallies Read(ref RowReader row)
    {
        var tallies = new AddressTallies();
        int v4 = row.Length(AddressTallies.Limit), v6 = row.Length(AddressTallies.Limit);
        uint last = 0;
        for (int i = 0; i < v4 + v6; i++)
        {
            Address address = Read(ref row, i < v4, ref last);
            if (!tallies.Restore(address, SetRows.ReadCounts(ref row)))
            {
                throw new RowException("it has more addresses than an edge keeps");
            }
        }

        if (row.Byte() != 0)
        {
            tallies.Restore(DistinctSketch.Of(row.Bytes(DistinctSketch.Registers)) ?? throw new RowException("its estimate of addresses is none"));
        }

        return tallies;
    }

    /// <summary>An address; IPv4 as the distance from the last one.</summary>
    public static void Write(RowWriter row, Address address, ref uint last)
    {
        if (address.IsV4)
        {
            uint bits = (uint)address.Value;
            row.Number(bits - last);
            last = bits;
        }
        else
        {
            row.Wide(address.Value);
        }
    }

    /// <summary>Reads what <see cref="Write(RowWriter, Address, ref uint)"/> wrote.</summary>
    public static Address Read(ref RowReader row, bool isV4, ref uint last)
    {
        if (!isV4)
        {
            return Address.V6(row.Wide());
        }

        ulong bits = last + row.Number();
        last = bits <= uint.MaxValue ? (uint)bits : throw new RowException("an address is out of its range");
        return Address.V4(last);
    }
}
