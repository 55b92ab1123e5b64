namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Everything that is added up for one edge. Times and days are written as distances from the start of the bucket.</summary>
internal static class EdgeRow
{
    private const ulong HasTime = 1, ThroughDnsProxy = 2, HasAddresses = 4, HasQueries = 8, LacksAddresses = 16, HoursOfOtherDays = 32;
    private const int HoursOfDay = 24;

    public static void Write(RowWriter row, EdgeTally tally, long start, RowDictionary dictionary)
    {
        bool lacks = tally.WithoutAddress > 0;
        uint hours = HoursFrom(tally.Hours, start);
        bool others = System.Numerics.BitOperations.PopCount(hours) != tally.Hours.Count;
        row.Number((tally.First != 0 ? HasTime : 0) | (tally.ThroughDnsProxy ? ThroughDnsProxy : 0) | (tally.Addresses is not null ? HasAddresses : 0)
            | (tally.Queried is not null ? HasQueries : 0) | (lacks ? LacksAddresses : 0) | (others ? HoursOfOtherDays : 0));
        SetRows.Write(row, tally.Counts);
        row.Count(tally.Lines);
        if (tally.First != 0)
        {
            row.Signed(tally.First - start);
            row.Count(tally.Last - tally.First);
        }

        SetRows.Write(row, tally.Days, DayOf(start));
        WriteHours(row, tally.Hours, others ? null : hours);
        SetRows.Write(row, tally.Nodes, dictionary);
        row.Count(((long)tally.Samples.Count << 1) | (tally.Samples.Overflowed ? 1L : 0));
        foreach (Guid uuid in tally.Samples.Values)
        {
            row.Uuid(uuid);
        }

        if (lacks)
        {
            row.Count(tally.WithoutAddress);
        }

        if (tally.Addresses is { } addresses)
        {
            AddressRow.Write(row, addresses);
        }

        if (tally.Queried is { } queried)
        {
            SetRows.Write(row, queried, dictionary);
        }
    }

    public static EdgeTally Read(ref RowReader row, long start, RowDictionary dictionary)
    {
        var tally = new EdgeTally();
        ulong flags = row.Number();
        tally.Counts = SetRows.ReadCounts(ref row);
        long lines = row.Count();
        (long first, long last) = (flags & HasTime) != 0 ? Times(ref row, start) : default;
        SetRows.Read(ref row, tally.Days, EdgeTally.SetLimit, DayOf(start));
        tally.Hours = (flags & HoursOfOtherDays) != 0 ? new HoursOfWeek(row.Number(), row.Number(), row.Number()) : HoursFrom(row.Number(), start);
        SetRows.Read(ref row, tally.Nodes, EdgeTally.SetLimit, dictionary);
        int samples = SetRows.Count(ref row, 2, out bool overflowed);
        for (int i = 0; i < samples; i++)
        {
            tally.Samples.Add(row.Uuid());
        }

        if (overflowed)
        {
            tally.Samples.Overflow();
        }

        long withoutAddress = (flags & LacksAddresses) != 0 ? row.Count() : 0;
        tally.Restore(lines, first, last, withoutAddress, (flags & HasAddresses) != 0 ? AddressRow.Read(ref row) : null);
        tally.ThroughDnsProxy = (flags & ThroughDnsProxy) != 0;
        if ((flags & HasQueries) != 0)
        {
            SetRows.Read(ref row, tally.Queries(), EdgeTally.NameLimit, dictionary);
        }

        return tally;
    }

    private static (long First, long Last) Times(ref RowReader row, long start)
    {
        Int128 first = (Int128)start + row.Signed();
        Int128 last = first + row.Number();
        return first > 0 && last <= DateTime.MaxValue.Ticks ? ((long)first, (long)last) : throw new RowException("a time is out of its range");
    }

    /// <summary>The hours of a bucket, which is an hour or a day, as a mask from its start on; null when there are hours of other days.</summary>
    private static void WriteHours(RowWriter row, HoursOfWeek hours, uint? mask)
    {
        if (mask is { } known)
        {
            row.Number(known);
            return;
        }

        row.Number(hours.Words.First);
        row.Number(hours.Words.Second);
        row.Number(hours.Words.Third);
    }

    private static uint HoursFrom(HoursOfWeek hours, long start)
    {
        uint mask = 0;
        for (int i = 0; i < HoursOfDay; i++)
        {
            mask |= hours.Contains(HoursOfWeek.HourOf(start + (i * TimeSpan.TicksPerHour))) ? 1u << i : 0;
        }

        return mask;
    }

    private static HoursOfWeek HoursFrom(ulong mask, long start)
    {
        var hours = default(HoursOfWeek);
        for (int i = 0; i < HoursOfDay; i++)
        {
            if ((mask & (1UL << i)) != 0)
            {
                hours.Add(start + (i * TimeSpan.TicksPerHour));
            }
        }

        return hours;
    }

    private static int DayOf(long ticks) => (int)(ticks / TimeSpan.TicksPerDay);
}
