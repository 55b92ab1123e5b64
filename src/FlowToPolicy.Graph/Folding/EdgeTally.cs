using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>Everything that is added up for one raw edge. Merges in any order.</summary>
public sealed class EdgeTally
{
    /// <summary>How many distinct days and nodes are kept.</summary>
    public const int SetLimit = 1024;

    /// <summary>How many names of an edge's DNS questions are kept.</summary>
    public const int NameLimit = 1024;

    private SightingCounts _counts;
    private HoursOfWeek _hours;
    private BoundedSet<string>? _queried;

    /// <summary>The counts by side and kind.</summary>
    public ref SightingCounts Counts => ref _counts;

    /// <summary>How many lines of input were folded in.</summary>
    public long Lines { get; private set; }

    /// <summary>Earliest time in ticks; 0 when none had a time.</summary>
    public long First { get; private set; }

    /// <summary>Latest time in ticks; 0 when none had a time.</summary>
    public long Last { get; private set; }

    /// <summary>Distinct UTC days, as days since year 1.</summary>
    public BoundedSet<int> Days { get; } = new(SetLimit, Comparer<int>.Default);

    /// <summary>The hours of the week in which it was seen.</summary>
    public ref HoursOfWeek Hours => ref _hours;

    /// <summary>Nodes that reported it.</summary>
    public BoundedSet<string> Nodes { get; } = new(SetLimit, StringComparer.Ordinal);

    /// <summary>The smallest two flow ids.</summary>
    public BoundedSet<Guid> Samples { get; } = new(2, Comparer<Guid>.Default);

    /// <summary>By address of the end that has no labels; null when both ends are pods.</summary>
    public AddressTallies? Addresses { get; private set; }

    /// <summary>Sightings that should have an address and have none.</summary>
    public long WithoutAddress { get; private set; }

    /// <summary>Whether the DNS proxy showed questions or answers on this edge.</summary>
    public bool ThroughDnsProxy { get; set; }

    /// <summary>The names that were asked for on this edge; null when none.</summary>
    public BoundedSet<string>? Queried => _queried;

    /// <summary>Puts back what the sightings of a tally that was written down said of lines, times and addresses.</summary>
    internal void Restore(long lines, long first, long last, long withoutAddress, AddressTallies? addresses)
    {
        (Lines, First, Last, WithoutAddress, Addresses) = (lines, first, last, withoutAddress, addresses);
    }

    /// <summary>Counts one sighting.</summary>
    public void Add(Side side, Sighting kind, long times, long time, string node, Guid uuid)
    {
        _counts.Add(side, kind, times);
        Lines++;
        if (time > 0)
        {
            First = First == 0 || time < First ? time : First;
            Last = Math.Max(Last, time);
            Days.Add((int)(time / TimeSpan.TicksPerDay));
            _hours.Add(time);
        }

        if (node.Length > 0)
        {
            Nodes.Add(node);
        }

        if (uuid != Guid.Empty)
        {
            Samples.Add(uuid);
        }
    }

    /// <summary>Counts the sighting for the address of the end without labels as well.</summary>
    public void AddAddress(Address address, Side side, Sighting kind, long times)
    {
        if (address.IsNone)
        {
            WithoutAddress += times;
            return;
        }

        Addresses ??= new AddressTallies();
        Addresses.Add(address, side, kind, times);
    }

    /// <summary>Keeps a name that was asked for.</summary>
    public void AddQuery(string name) => Queries().Add(name);

    /// <summary>Adds what another tally saw; with its direction turned round when its packets turned out to be replies.</summary>
    public void Merge(EdgeTally other, bool asReplies = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        _counts.Add(asReplies ? other._counts.AsReplies() : other._counts);
        Lines += other.Lines;
        First = First == 0 || (other.First != 0 && other.First < First) ? other.First : First;
        Last = Math.Max(Last, other.Last);
        Days.Merge(other.Days);
        _hours.Add(other._hours);
        Nodes.Merge(other.Nodes);
        Samples.Merge(other.Samples);
        WithoutAddress += other.WithoutAddress;
        ThroughDnsProxy |= other.ThroughDnsProxy;
        if (other.Addresses is not null)
        {
            Addresses ??= new AddressTallies();
            Addresses.Merge(other.Addresses, asReplies);
        }

        if (other._queried is not null)
        {
            Queries().Merge(other._queried);
        }
    }

    /// <summary>Takes in what another tally saw of partly the same flows: each count becomes the larger of the two, all else is united.</summary>
    internal void MergeLarger(EdgeTally other)
    {
        var rest = new EdgeTally();
        rest.Merge(other);
        rest._counts.Reduce(_counts);
        rest.Lines = Math.Max(0, other.Lines - Lines);
        rest.WithoutAddress = Math.Max(0, other.WithoutAddress - WithoutAddress);
        if (Addresses is not null)
        {
            rest.Addresses?.Reduce(Addresses);
        }

        Merge(rest);
    }

    /// <summary>The names that were asked for, made when there are none yet.</summary>
    internal BoundedSet<string> Queries() => _queried ??= new(NameLimit, StringComparer.Ordinal);
}
