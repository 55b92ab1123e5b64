namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// A bounded map from raw bytes to what they were decoded to, so that a decoder parses a slice it has seen before by
/// looking it up. Keys are compared byte by byte; looking up allocates nothing. Not thread-safe.
/// </summary>
/// <remarks>
/// Bounds: at most <c>capacity</c> slices, at most <see cref="LongestSlice"/> bytes a slice (longer ones are never kept)
/// and at most 128 bytes a slice on average. A slice that would break a bound empties the cache first: pods come and go,
/// and what is still in use comes back at the price of one parse each. Memory grows with use up to the bounds.
/// </remarks>
/// <typeparam name="T">What a slice decodes to.</typeparam>
public sealed class SliceCache<T>
{
    /// <summary>The longest slice that is kept, in bytes.</summary>
    public const int LongestSlice = 16 * 1024;

    private const int AverageSlice = 128;
    private readonly int _capacity;
    private readonly SliceStore _keys;
    private int[] _buckets = new int[16];
    private Entry[] _entries = new Entry[16];

    /// <summary>Makes an empty cache for at most <paramref name="capacity"/> slices (1 to about four million).</summary>
    public SliceCache(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 22);
        _capacity = capacity;
        _keys = new SliceStore(Math.Max(LongestSlice, capacity * AverageSlice));
    }

    /// <summary>How many slices are kept now.</summary>
    public int Count { get; private set; }

    /// <summary>Looks <paramref name="slice"/> up. False when it is not kept.</summary>
    public bool TryGet(ReadOnlySpan<byte> slice, out T value) => TryGet(slice, out value, out _);

    /// <summary>
    /// Looks <paramref name="slice"/> up and says in which <paramref name="place"/> it is kept, for <see cref="TryMatch"/>.
    /// False when it is not kept.
    /// </summary>
    public bool TryGet(ReadOnlySpan<byte> slice, out T value, out int place) => TryGet(slice, SliceHash.Of(slice), out value, out place);

    /// <summary>The same, for a slice of which the hash is known.</summary>
    internal bool TryGet(ReadOnlySpan<byte> slice, ulong hash, out T value, out int place)
    {
        for (int at = _buckets[(int)(hash & (uint)(_buckets.Length - 1))]; at != 0; at = _entries[at - 1].Next)
        {
            ref readonly Entry entry = ref _entries[at - 1];
            if (entry.Hash == hash && slice.SequenceEqual(_keys.Get(entry.Start, entry.Length)))
            {
                value = entry.Value;
                place = at - 1;
                return true;
            }
        }

        value = default!;
        place = -1;
        return false;
    }

    /// <summary>
    /// Whether <paramref name="text"/> begins with the slice in this <paramref name="place"/>, and if so, how long it is and
    /// what it decodes to. Any number may be asked for: one that is out of date finds another slice or none, never a wrong answer.
    /// </summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out T value)
    {
        if ((uint)place < (uint)Count)
        {
            ref readonly Entry entry = ref _entries[place];
            if (text.StartsWith(_keys.Get(entry.Start, entry.Length)))
            {
                length = entry.Length;
                value = entry.Value;
                return true;
            }
        }

        length = 0;
        value = default!;
        return false;
    }

    /// <summary>
    /// Keeps <paramref name="value"/> for <paramref name="slice"/>, which is copied. The caller has just seen
    /// <see cref="TryGet(ReadOnlySpan{byte}, out T)"/> say no: a slice added twice is kept twice. A slice that is too long is not kept.
    /// </summary>
    /// <returns>The place in which it is kept; -1 when it is not.</returns>
    public int Add(ReadOnlySpan<byte> slice, T value) => Add(slice, SliceHash.Of(slice), value);

    /// <summary>The same, for a slice of which the hash is known.</summary>
    internal int Add(ReadOnlySpan<byte> slice, ulong hash, T value)
    {
        if (slice.Length > LongestSlice)
        {
            return -1;
        }

        if (Count == _capacity || !_keys.HasRoomFor(slice.Length))
        {
            Clear();
        }

        Grow();
        ref int bucket = ref _buckets[(int)(hash & (uint)(_buckets.Length - 1))];
        _entries[Count] = new Entry(hash, _keys.Add(slice), slice.Length, bucket, value);
        bucket = ++Count;
        return Count - 1;
    }

    private void Clear()
    {
        Array.Clear(_buckets);
        Array.Clear(_entries, 0, Count);
        Count = 0;
        _keys.Clear();
    }

    private void Grow()
    {
        if (Count < _entries.Length)
        {
            return;
        }

        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (int i = 0; i < Count; i++)
        {
            ref Entry entry = ref _entries[i];
            ref int bucket = ref _buckets[(int)(entry.Hash & (uint)(_buckets.Length - 1))];
            entry = entry with { Next = bucket };
            bucket = i + 1;
        }
    }

    /// <param name="Hash">The hash of the slice.</param>
    /// <param name="Start">Where its copy is stored.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Next">The next entry of the same bucket, counted from 1; 0 ends the chain.</param>
    /// <param name="Value">What it decodes to.</param>
    private readonly record struct Entry(ulong Hash, int Start, int Length, int Next, T Value);
}
