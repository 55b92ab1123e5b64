namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Remembers what was found lately for pairs of a subject's direction and a peer's identity. Its size is fixed; a new pair takes the place of an old one.</summary>
internal sealed class PairCache
{
    private const int SizeBits = 16;

    private readonly Slot[] _slots = new Slot[1 << SizeBits];

    /// <summary>What the direction says to the identity.</summary>
    public PeerPolicy Find(PeerMatcher matcher, Identity identity)
    {
        ulong pair = ((ulong)(uint)matcher.Number << 32) | (uint)identity.Number;
        ref Slot slot = ref _slots[(pair * 0x9E3779B97F4A7C15) >> (64 - SizeBits)];
        if (slot.Policy is null || slot.Pair != pair)
        {
            slot = new Slot(pair, matcher.Find(identity));
        }

        return slot.Policy!;
    }

    private readonly record struct Slot(ulong Pair, PeerPolicy? Policy);
}
