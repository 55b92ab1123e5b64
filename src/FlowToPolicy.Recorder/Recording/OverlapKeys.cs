using System.Buffers;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// The keys of a node's latest flows. Takes no memory per flow once it has its size. At most <see cref="Limit"/> keys: a ring holds no
/// more events than that, so that nothing beyond it can come a second time.
/// </summary>
internal sealed class OverlapKeys
{
    /// <summary>How many keys are kept: the largest ring that an agent can have, 2^16 - 1 events, and one.</summary>
    public const int Limit = 65536;

    private readonly HashSet<Guid> _known = [];
    private (long Time, Guid Key)[] _ring = new (long, Guid)[16];
    private int _head;

    /// <summary>How many keys are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the key is known.</summary>
    public bool Contains(Guid key) => _known.Contains(key);

    /// <summary>Keeps a key. False when it is known already.</summary>
    public bool Add(long time, Guid key)
    {
        if (!_known.Add(key))
        {
            return false;
        }

        if (Count == Limit)
        {
            DropOldest();
        }

        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + Count) & (_ring.Length - 1)] = (time, key);
        Count++;
        return true;
    }

    /// <summary>Forgets the keys of flows before <paramref name="time"/>, as far as they came in the order of time.</summary>
    public void ForgetBefore(long time)
    {
        while (Count > 0 && _ring[_head].Time < time)
        {
            DropOldest();
        }
    }

    /// <summary>The keys, the oldest first, in an array of the shared pool: each batch tells them all, and they are as many as the flows of the overlap.</summary>
    public ArraySegment<Guid> Rent()
    {
        Guid[] keys = ArrayPool<Guid>.Shared.Rent(Count);
        for (int i = 0; i < Count; i++)
        {
            keys[i] = _ring[(_head + i) & (_ring.Length - 1)].Key;
        }

        return new ArraySegment<Guid>(keys, 0, Count);
    }

    private void DropOldest()
    {
        _known.Remove(_ring[_head].Key);
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
    }

    private void Grow()
    {
        var larger = new (long, Guid)[_ring.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        (_ring, _head) = (larger, 0);
    }
}
