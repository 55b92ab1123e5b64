using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Finds what one direction of one subject says to a peer. Peers that the same of its selectors take in are told the same, so the answers are
/// prepared once for each such set of selectors; there are never more of them than identities, and only as many as are kept.
/// </summary>
internal sealed class PeerMatcher(int number, DirectionPolicy direction, EvaluationOptions options, bool hostIsFree, KeptAnswers kept)
{
    private Dictionary<int[], PeerPolicy>? _policies;
    private PeerPolicy? _strangers;

    /// <summary>Tells the directions of subjects apart.</summary>
    public int Number { get; } = number;

    /// <summary>The direction.</summary>
    public DirectionPolicy Direction { get; } = direction;

    /// <summary>What the direction says to the peer, kept for the next time.</summary>
    public PeerPolicy Find(Identity identity) => Find(identity, keep: true);

    /// <summary>The same for a peer that may never be asked about again: nothing new is kept.</summary>
    public PeerPolicy FindOnce(Identity identity) => Find(identity, keep: false);

    /// <summary>Whether the direction lets a connection with the peer pass; as a judgement would say it, but without the reasons, and keeping nothing.</summary>
    public bool Admits(Identity identity, ProtocolSet protocol, ushort port)
    {
        var verdict = new Verdict(protocol, port);
        if (hostIsFree && identity.IsHost)
        {
            verdict.Allow();
        }

        foreach (PeerHit hit in Gather(identity))
        {
            verdict.Add(hit.Entry, hit.Doubt);
        }

        return verdict.Admits;
    }

    private PeerPolicy Find(Identity identity, bool keep)
    {
        int most = Math.Min(Direction.Selectors.Length, identity.Selectors.Length) + Math.Min(Direction.Selectors.Length, identity.Uncertain.Length) + 1;
        Span<int> key = most <= 256 ? stackalloc int[most] : new int[most];
        bool isFreeHost = hostIsFree && identity.IsHost;
        int certain = Collect(identity.Selectors, key);
        int possible = Collect(identity.Uncertain, key[certain..]);
        if (certain + possible == 0 && !isFreeHost)
        {
            return _strangers ??= new PeerPolicy(Direction, Hits(identity), isFreeHost: false, options);
        }

        // The last number says where the uncertain ones begin and whether the local host gets in by itself.
        key[certain + possible] = isFreeHost ? ~certain : certain;
        key = key[..(certain + possible + 1)];
        if (_policies is not null && _policies.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(key, out PeerPolicy? known))
        {
            return known;
        }

        if (!keep)
        {
            return new PeerPolicy(Direction, Hits(identity), isFreeHost, options);
        }

        // May forget what was found before.
        kept.Add(this, isFirst: _policies is null);
        _policies ??= new Dictionary<int[], PeerPolicy>(NumberList.Comparer);
        return _policies[key.ToArray()] = new PeerPolicy(Direction, Hits(identity), isFreeHost, options);
    }

    /// <summary>Forgets the answers, to make room for others.</summary>
    public void Forget() => _policies = null;

    private int Collect(int[] selectors, Span<int> key)
    {
        int count = 0;
        var matches = new SortedMatches(Direction.Selectors, selectors);
        while (matches.Next(out int selector))
        {
            key[count++] = selector;
        }

        return count;
    }

    private PeerHit[] Hits(Identity identity) => [.. Gather(identity)];

    // Into a list that serves the next question, too.
    private List<PeerHit> Gather(Identity identity)
    {
        List<PeerHit> hits = kept.Scratch;
        hits.Clear();
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
        return hits;
    }

    private void AddSelected(List<PeerHit> hits, int[] selectors, Doubt[] doubts, Identity identity)
    {
        var matches = new SortedMatches(Direction.Selectors, selectors);
        while (matches.Next(out int selector))
        {
            Doubt? doubt = doubts.Length == 0 ? null : doubts[Array.BinarySearch(selectors, selector)];
            foreach (PolicyEntry entry in Direction.Of(selector))
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
