namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Sightings between two ends of which it is not yet clear who opened the connection, by their two ports. The one small window that
/// keeps client ports: at most 128 pairs of ports for two ends, the smallest.
/// </summary>
public sealed class UnclearTally
{
    /// <summary>How many pairs of ports are kept.</summary>
    public const int Limit = 128;

    private readonly SortedList<(ushort Client, ushort Server), EdgeTally> _pairs = [];

    /// <summary>The kept pairs, smallest first.</summary>
    public IEnumerable<KeyValuePair<(ushort Client, ushort Server), EdgeTally>> Pairs => _pairs;

    /// <summary>The tally of a pair of ports; null when it is beyond what is kept.</summary>
    public EdgeTally? Slot(ushort client, ushort server)
    {
        if (_pairs.TryGetValue((client, server), out EdgeTally? tally))
        {
            return tally;
        }

        if (_pairs.Count == Limit)
        {
            if (_pairs.GetKeyAtIndex(Limit - 1).CompareTo((client, server)) < 0)
            {
                return null;
            }

            Beyond += _pairs.GetValueAtIndex(Limit - 1).Lines;
            _pairs.RemoveAt(Limit - 1);
        }

        tally = new EdgeTally();
        _pairs.Add((client, server), tally);
        return tally;
    }

    /// <summary>How many lines were about pairs that are not kept.</summary>
    public long Beyond { get; private set; }

    /// <summary>Counts a line whose pair is not kept.</summary>
    public void AddBeyond(long lines) => Beyond += lines;

    /// <summary>Adds what another tally saw.</summary>
    public void Merge(UnclearTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Beyond += other.Beyond;
        foreach (((ushort client, ushort server), EdgeTally tally) in other._pairs)
        {
            if (Slot(client, server) is { } mine)
            {
                mine.Merge(tally);
            }
            else
            {
                Beyond += tally.Lines;
            }
        }
    }
}
