using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What was seen of one address of an edge.</summary>
public sealed class AddressTally
{
    private SightingCounts _counts;

    /// <summary>The counts.</summary>
    public ref SightingCounts Counts => ref _counts;
}

/// <summary>
/// The sightings of an edge by the address of the end that has no labels of its own: the smallest 1 024 addresses exactly, beyond them
/// only an estimate of how many there were.
/// </summary>
public sealed class AddressTallies
{
    /// <summary>How many addresses are kept.</summary>
    public const int Limit = 1024;

    private readonly Dictionary<Address, AddressTally> _tallies = [];
    private DistinctSketch? _sketch;
    private Address _largest;

    /// <summary>The kept addresses with what was seen of them.</summary>
    public IReadOnlyDictionary<Address, AddressTally> Kept => _tallies;

    /// <summary>Estimate of how many more addresses there were.</summary>
    public long Beyond => _sketch is null ? 0 : Math.Max(1, _sketch.Estimate() - Limit);

    /// <summary>The sketch of all addresses; null while all are kept.</summary>
    internal DistinctSketch? Sketch => _sketch;

    /// <summary>Puts back an address that was written down; false when more are given than are kept.</summary>
    internal bool Restore(Address address, in SightingCounts counts)
    {
        if (_tallies.Count >= Limit || Slot(address) is not { } tally)
        {
            return false;
        }

        tally.Counts.Add(counts);
        return true;
    }

    /// <summary>Leaves of each address what goes beyond the counts of another one's.</summary>
    internal void Reduce(AddressTallies other)
    {
        foreach ((Address address, AddressTally tally) in _tallies)
        {
            if (other._tallies.TryGetValue(address, out AddressTally? known))
            {
                tally.Counts.Reduce(known.Counts);
            }
        }
    }

    /// <summary>Puts back the sketch that was written down, after the addresses.</summary>
    internal void Restore(DistinctSketch sketch) => _sketch = sketch;

    /// <summary>Counts a sighting of an address.</summary>
    public void Add(Address address, Side side, Sighting kind, long times)
    {
        if (Slot(address) is { } tally)
        {
            tally.Counts.Add(side, kind, times);
        }
    }

    /// <summary>Adds another edge's addresses, with replies taken for requests turned round when asked.</summary>
    public void Merge(AddressTallies other, bool asReplies)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((Address address, AddressTally tally) in other._tallies)
        {
            if (Slot(address) is { } mine)
            {
                mine.Counts.Add(asReplies ? tally.Counts.AsReplies() : tally.Counts);
            }
        }

        if (other._sketch is not null)
        {
            Overflow().Merge(other._sketch);
        }
    }

    private AddressTally? Slot(Address address)
    {
        if (_tallies.TryGetValue(address, out AddressTally? tally))
        {
            return tally;
        }

        _sketch?.Add(address);
        if (_tallies.Count >= Limit)
        {
            Overflow().Add(address);
            if (address > _largest)
            {
                return null;
            }

            _tallies.Remove(_largest);
        }

        tally = new AddressTally();
        _tallies.Add(address, tally);
        _largest = _tallies.Count >= Limit ? _tallies.Keys.Max() : _largest;
        return tally;
    }

    /// <summary>The sketch, which from its first use on holds every address ever seen.</summary>
    private DistinctSketch Overflow()
    {
        if (_sketch is null)
        {
            _sketch = new DistinctSketch();
            foreach (Address address in _tallies.Keys)
            {
                _sketch.Add(address);
            }
        }

        return _sketch;
    }
}
