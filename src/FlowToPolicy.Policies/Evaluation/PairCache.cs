namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Remembers what was found lately for pairs of a subject's direction and a peer's identity. It grows with use up to a fixed size; then a new pair takes
/// the place of an old one. Of a pair that is asked about for the first time only that is remembered: a proof of a large cluster asks about nearly
/// every pair once, and answers that live long enough to be forgotten are what a garbage collector is worst at.
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
        if (slot.IsUsed && slot.Pair == pair)
        {
            return slot.Policy ??= matcher.Find(identity);
        }

        if (++_misses > _slots.Length && _bits < LargestBits)
        {
            Grow();
            slot = ref _slots[Place(pair)];
        }

        slot = new Slot(pair);
        return matcher.FindOnce(identity);
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _bits = Math.Min(_bits + 2, LargestBits);
        _misses = 0;
        _slots = new Slot[1 << _bits];
        foreach (Slot slot in old)
        {
            if (slot.IsUsed)
            {
                _slots[Place(slot.Pair)] = slot;
            }
        }
    }

    private ulong Place(ulong pair) => (pair * 0x9E3779B97F4A7C15) >> (64 - _bits);

    private struct Slot(ulong pair)
    {
        public readonly ulong Pair = pair;

        public readonly bool IsUsed = true;

        public PeerPolicy? Policy;
    }
}
