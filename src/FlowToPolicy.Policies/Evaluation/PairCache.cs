namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Remembers what was found lately for pairs of a subject's direction and a peer's identity. It grows with use up to a fixed size; then a new pair takes
/// the place of an old one.
/// </summary>
internal sealed class PairCache
{
    private const int SmallestBits = 6;
    private const int LargestBits = 16;

    private int _bits = SmallestBits;
    private int _misses;
    private Slot[] _slots = new Slot[1 << SmallestBits];

    /// <summary>What the direction says to the identity.</summary>
    public PeerPolicy Find(PeerMatcher matcher, Identity identity)
    {
        ulong pair = ((ulong)(uint)matcher.Number << 32) | (uint)identity.Number;
        ref Slot slot = ref _slots[Place(pair)];
        if (slot.Policy is { } known && slot.Pair == pair)
        {
            return known;
        }

        if (++_misses > _slots.Length && _bits < LargestBits)
        {
            Grow();
            slot = ref _slots[Place(pair)];
        }

        PeerPolicy found = matcher.Find(identity);
        slot = new Slot(pair, found);
        return found;
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _bits = Math.Min(_bits + 2, LargestBits);
        _misses = 0;
        _slots = new Slot[1 << _bits];
        foreach (Slot slot in old)
        {
            if (slot.Policy is not null)
            {
                _slots[Place(slot.Pair)] = slot;
            }
        }
    }

    private ulong Place(ulong pair) => (pair * 0x9E3779B97F4A7C15) >> (64 - _bits);

    private readonly record struct Slot(ulong Pair, PeerPolicy? Policy);
}
