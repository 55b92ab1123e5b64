namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Sightings from one server-like port to client-like ports: nearly always replies, so the client's ports are many and of no interest.
/// The smallest eight are kept apart in case one of them is a server's after all; all others add up.
/// </summary>
public sealed class BackwardTally
{
    /// <summary>How many client-like ports are kept apart.</summary>
    public const int Limit = 8;

    private readonly SortedList<ushort, EdgeTally> _kept = [];

    /// <summary>The kept ports, smallest first.</summary>
    public IEnumerable<KeyValuePair<ushort, EdgeTally>> Kept => _kept;

    /// <summary>All other ports together.</summary>
    public EdgeTally Rest { get; } = new();

    /// <summary>Where a sighting towards a port adds up.</summary>
    public EdgeTally Slot(ushort port)
    {
        if (_kept.TryGetValue(port, out EdgeTally? tally))
        {
            return tally;
        }

        if (_kept.Count == Limit)
        {
            if (port > _kept.GetKeyAtIndex(Limit - 1))
            {
                return Rest;
            }

            Rest.Merge(_kept.GetValueAtIndex(Limit - 1));
            _kept.RemoveAt(Limit - 1);
        }

        tally = new EdgeTally();
        _kept.Add(port, tally);
        return tally;
    }

    /// <summary>Adds what another tally saw.</summary>
    public void Merge(BackwardTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((ushort port, EdgeTally tally) in other._kept)
        {
            Slot(port).Merge(tally);
        }

        Rest.Merge(other.Rest);
    }
}
