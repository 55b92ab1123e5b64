namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Finds what one direction of one subject says to a peer. Peers that the same of its selectors take in are told the same, so the answers are
/// prepared once for each such set of selectors; there are never more of them than identities.
/// </summary>
internal sealed class PeerMatcher(int number, DirectionPolicy direction, EvaluationOptions options, bool hostIsFree)
{
    private readonly Dictionary<int[], PeerPolicy> _policies = new(NumberList.Comparer);

    /// <summary>Tells the directions of subjects apart.</summary>
    public int Number { get; } = number;

    /// <summary>The direction.</summary>
    public DirectionPolicy Direction { get; } = direction;

    /// <summary>What the direction says to the peer.</summary>
    public PeerPolicy Find(Identity identity)
    {
        var key = new List<int>();
        Collect(identity.Selectors, key);
        key.Add(-1);
        Collect(identity.Uncertain, key);
        key.Add(hostIsFree && identity.IsHost ? 1 : 0);
        int[] numbers = [.. key];
        if (!_policies.TryGetValue(numbers, out PeerPolicy? policy))
        {
            _policies[numbers] = policy = new PeerPolicy(Direction, Hits(identity), hostIsFree && identity.IsHost, options);
        }

        return policy;
    }

    private void Collect(int[] selectors, List<int> positions)
    {
        var matches = new SortedMatches(Direction.Selectors, selectors);
        while (matches.Next(out int selector))
        {
            positions.Add(selector);
        }
    }

    private PeerHit[] Hits(Identity identity)
    {
        var hits = new List<PeerHit>();
        foreach (PolicyEntry entry in Direction.AnyPeer)
        {
            Add(hits, entry, PeerHit.Anybody, null, identity);
        }

        AddSelected(hits, identity.Selectors, [], identity);
        foreach (PolicyEntry entry in Direction.Doubtful)
        {
            hits.Add(new PeerHit(entry, PeerHit.Anybody, entry.Doubt));
        }

        AddSelected(hits, identity.Uncertain, identity.Doubts, identity);
        return [.. hits];
    }

    private void AddSelected(List<PeerHit> hits, int[] selectors, Doubt[] doubts, Identity identity)
    {
        var matches = new SortedMatches(Direction.Selectors, selectors);
        while (matches.Next(out int selector))
        {
            Doubt? doubt = doubts.Length == 0 ? null : doubts[Array.BinarySearch(selectors, selector)];
            foreach (PolicyEntry entry in Direction.BySelector[Array.BinarySearch(Direction.Selectors, selector)])
            {
                Add(hits, entry, selector, doubt, identity);
            }
        }
    }

    private static void Add(List<PeerHit> hits, PolicyEntry entry, int selector, Doubt? doubt, Identity identity)
    {
        foreach (int required in entry.Required)
        {
            if (Array.BinarySearch(identity.Selectors, required) < 0)
            {
                return;
            }
        }

        hits.Add(new PeerHit(entry, selector, doubt));
    }
}
