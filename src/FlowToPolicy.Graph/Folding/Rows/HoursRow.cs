namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Hours of the week: where they lie within a day from the bucket's start as 24 bits, in one to four bytes; else all three words.</summary>
internal static class HoursRow
{
    private const int HoursOfDay = 24;

    public static void Write(RowWriter row, HoursOfWeek hours, long start)
    {
        int first = HoursOfWeek.HourOf(start), found = 0;
        ulong day = 0;
        for (int hour = 0; hour < HoursOfDay; hour++)
        {
            if (hours.Contains((first + hour) % HoursOfWeek.Hours))
            {
                day |= 1UL << hour;
                found++;
            }
        }

        bool fits = found == hours.Count;
        row.Number((day << 1) | (fits ? 0UL : 1));
        if (!fits)
        {
            row.Number(hours.Words.First);
            row.Number(hours.Words.Second);
            row.Number(hours.Words.Third);
        }
    }

    public static HoursOfWeek Read(ref RowReader row, long start)
    {
        ulong day = row.Number();
        if ((day & 1) != 0)
        {
            return new HoursOfWeek(row.Number(), row.Number(), row.Number());
        }

        HoursOfWeek hours = default;
        for (int hour = 0; hour < HoursOfDay; hour++)
        {
            if ((day & (2UL << hour)) != 0)
            {
                hours.Add((HoursOfWeek.HourOf(start) + hour) * TimeSpan.TicksPerHour);
            }
        }

        return hours;
    }
}
