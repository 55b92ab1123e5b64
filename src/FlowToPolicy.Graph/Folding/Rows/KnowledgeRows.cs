using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>What is known of pods, names and numeric identities.</summary>
internal static class KnowledgeRows
{
    private const int MaxOwners = 1 << 20;
    private const int MaxIdentities = 1 << 24;

    public static void Write(RowWriter row, PodKnowledge pods, RowDictionary dictionary)
    {
        row.Count(pods.Owners.Count);
        foreach (((string kind, string name), long times) in pods.Owners)
        {
            row.Count(dictionary.Texts.NumberOf(kind));
            row.Count(dictionary.Texts.NumberOf(name));
            row.Count(times);
        }

        SetRows.Write(row, pods.PodNames, dictionary);
    }

    public static PodKnowledge ReadPods(ref RowReader row, RowDictionary dictionary)
    {
        var pods = new PodKnowledge();
        for (int n = row.Length(MaxOwners); n > 0; n--)
        {
            pods.Learn(dictionary.Text(row.Id()), dictionary.Text(row.Id()), "", row.Count());
        }

        SetRows.Read(ref row, pods.PodNames, PodKnowledge.NameLimit, dictionary);
        return pods;
    }

    public static void Write(RowWriter row, IReadOnlyDictionary<Address, BoundedSet<string>> names, RowDictionary dictionary)
    {
        int v4 = names.Keys.Count(address => address.IsV4);
        row.Count(v4);
        row.Count(names.Count - v4);
        uint last = 0;
        foreach (Address address in names.Keys.Order())
        {
            AddressRow.Write(row, address, ref last);
            SetRows.Write(row, names[address], dictionary);
        }
    }

    public static void ReadNames(ref RowReader row, KnownNames names, RawEnd client, RowDictionary dictionary)
    {
        int v4 = row.Length(KnownNames.AddressLimit), v6 = row.Length(KnownNames.AddressLimit);
        uint last = 0;
        for (int i = 0; i < v4 + v6; i++)
        {
            Address address = AddressRow.Read(ref row, i < v4, ref last);
            int count = SetRows.Count(ref row, KnownNames.NameLimit, out bool overflowed);
            for (int n = 0; n < count; n++)
            {
                names.Learn(client, address, dictionary.Text(row.Id()));
            }

            if (overflowed)
            {
                names.Overflow(client, address);
            }
        }
    }

    public static void Write(RowWriter row, IReadOnlyDictionary<uint, RawEnd?> identities, RowDictionary dictionary)
    {
        row.Count(identities.Count);
        uint last = 0;
        foreach ((uint identity, RawEnd? end) in identities.OrderBy(pair => pair.Key))
        {
            row.Number(identity - last);
            row.Count(end is null ? 0 : dictionary.Ends.NumberOf(end));
            last = identity;
        }
    }

    public static void ReadIdentities(ref RowReader row, GraphTally tally, RowDictionary dictionary)
    {
        ulong last = 0;
        for (int n = row.Length(MaxIdentities); n > 0; n--)
        {
            last += row.Number();
            if (last > uint.MaxValue)
            {
                throw new RowException("an identity is too large");
            }

            int end = row.Id();
            if (end == 0)
            {
                tally.Identities[(uint)last] = null;
            }
            else
            {
                tally.LearnIdentity((uint)last, tally.Intern(dictionary.End(end)));
            }
        }
    }
}
