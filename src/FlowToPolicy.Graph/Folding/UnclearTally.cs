namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Sightings between two ends of which it is not yet clear who opened the connection. Where only one port can be a server's, they add up
/// under that port, so that clients coming and going hide nothing; a few pairs of ports are kept where both or the wrong one look like
/// a client's.
/// </summary>
public sealed class UnclearTally
{
    /// <summary>How many pairs of two client-like (or two server-like) ports are kept.</summary>
    public const int PairLimit = 128;

    private readonly SortedList<ushort, EdgeTally> _byServer = [];
    private readonly SortedList<ushort, BackwardTally> _byClient = [];
    private readonly SortedList<(ushort Client, ushort Server), EdgeTally> _pairs = [];

    /// <summary>Sightings from some client-like port to a server-like one: as connections usually look.</summary>
    public IEnumerable<KeyValuePair<ushort, EdgeTally>> Forward => _byServer;

    /// <summary>Sightings from a server-like port to client-like ones: as replies usually look.</summary>
    public IEnumerable<KeyValuePair<ushort, BackwardTally>> Backward => _byClient;

    /// <summary>Sightings of which the ports say nothing, smallest pairs first.</summary>
    public IEnumerable<KeyValuePair<(ushort Client, ushort Server), EdgeTally>> Pairs => _pairs;

    /// <summary>How many lines were about pairs that are not kept.</summary>
    public long Beyond { get; private set; }

    /// <summary>Where a sighting between two ports adds up; null when it is counted only.</summary>
    public EdgeTally? Slot(ushort client, ushort server)
    {
        bool clientIsEphemeral = client >= PacketFacts.FirstEphemeralPort, serverIsEphemeral = server >= PacketFacts.FirstEphemeralPort;
        if (clientIsEphemeral && !serverIsEphemeral)
        {
            return Slot(_byServer, server);
        }

        return !clientIsEphemeral && serverIsEphemeral ? Slot(_byClient, client).Slot(server) : PairSlot(client, server);
    }

    /// <summary>Where sightings from a server-like port to client-like ones add up.</summary>
    internal BackwardTally BackwardOf(ushort client) => Slot(_byClient, client);

    /// <summary>Counts a line whose pair is not kept.</summary>
    public void AddBeyond(long lines) => Beyond += lines;

    /// <summary>Adds what another tally saw.</summary>
    public void Merge(UnclearTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Beyond += other.Beyond;
        foreach ((ushort server, EdgeTally tally) in other._byServer)
        {
            Slot(_byServer, server).Merge(tally);
        }

        foreach ((ushort client, BackwardTally tally) in other._byClient)
        {
            Slot(_byClient, client).Merge(tally);
        }

        foreach (((ushort client, ushort server), EdgeTally tally) in other._pairs)
        {
            if (PairSlot(client, server) is { } mine)
            {
                mine.Merge(tally);
            }
            else
            {
                Beyond += tally.Lines;
            }
        }
    }

    private EdgeTally? PairSlot(ushort client, ushort server)
    {
        if (_pairs.TryGetValue((client, server), out EdgeTally? tally))
        {
            return tally;
        }

        if (_pairs.Count == PairLimit)
        {
            if (_pairs.GetKeyAtIndex(PairLimit - 1).CompareTo((client, server)) < 0)
            {
                return null;
            }

            Beyond += _pairs.GetValueAtIndex(PairLimit - 1).Lines;
            _pairs.RemoveAt(PairLimit - 1);
        }

        return Slot(_pairs, (client, server));
    }

    private static TValue Slot<TKey, TValue>(SortedList<TKey, TValue> list, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!list.TryGetValue(key, out TValue? value))
        {
            value = new TValue();
            list.Add(key, value);
        }

        return value;
    }
}
