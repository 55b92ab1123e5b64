namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Sets and counts, of which most rows consist.</summary>
internal static class SetRows
{
    public static void Write(RowWriter row, BoundedSet<string> set, RowDictionary dictionary)
    {
        row.Count(((long)set.Count << 1) | (set.Overflowed ? 1L : 0));
        foreach (string text in set.Values)
        {
            row.Count(dictionary.Texts.NumberOf(text));
        }
    }

    public static void Read(ref RowReader row, BoundedSet<string> set, int limit, RowDictionary dictionary)
    {
        int count = Count(ref row, limit, out bool overflowed);
        for (int i = 0; i < count; i++)
        {
            set.Add(dictionary.Text(row.Id()));
        }

        if (overflowed)
        {
            set.Overflow();
        }
    }

    public static void Write(RowWriter row, BoundedSet<int> set, int start)
    {
        row.Count(((long)set.Count << 1) | (set.Overflowed ? 1L : 0));
        int last = start;
        foreach (int value in set.Values)
        {
            row.Signed(value - last);
            last = value;
        }
    }

    public static void Read(ref RowReader row, BoundedSet<int> set, int limit, int start)
    {
        int count = Count(ref row, limit, out bool overflowed);
        long last = start;
        for (int i = 0; i < count; i++)
        {
            last += Math.Clamp(row.Signed(), int.MinValue, int.MaxValue);
            set.Add(last is >= 0 and <= int.MaxValue ? (int)last : throw new RowException("a day is out of its range"));
        }

        if (overflowed)
        {
            set.Overflow();
        }
    }

    public static void Write(RowWriter row, in SightingCounts counts)
    {
        ulong present = 0;
        for (int i = 0; i < SightingCounts.Kinds * 2; i++)
        {
            present |= counts[SideOf(i), KindOf(i)] != 0 ? 1UL << i : 0;
        }

        row.Number(present);
        for (int i = 0; i < SightingCounts.Kinds * 2; i++)
        {
            if ((present & (1UL << i)) != 0)
            {
                row.Count(counts[SideOf(i), KindOf(i)]);
            }
        }
    }

    public static SightingCounts ReadCounts(ref RowReader row)
    {
        ulong present = row.Number();
        if (present >> (SightingCounts.Kinds * 2) != 0)
        {
            throw new RowException("it counts sightings of a kind that this version does not know");
        }

        SightingCounts counts = default;
        for (int i = 0; i < SightingCounts.Kinds * 2; i++)
        {
            if ((present & (1UL << i)) != 0)
            {
                counts.Add(SideOf(i), KindOf(i), row.Count());
            }
        }

        return counts;
    }

    /// <summary>The length of a set, of which the last bit says whether values were left out.</summary>
    public static int Count(ref RowReader row, int limit, out bool overflowed)
    {
        int value = row.Small((limit * 2) + 1);
        overflowed = (value & 1) == 1;
        return value >> 1;
    }

    private static Side SideOf(int counter) => (Side)(counter / SightingCounts.Kinds);

    private static Sighting KindOf(int counter) => (Sighting)(counter % SightingCounts.Kinds);
}
