namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// Keeps copies of slices one behind the other, in pieces of 64 KiB, so that growing copies nothing and leaves nothing behind.
/// </summary>
/// <param name="capacity">The most bytes that are kept, gaps at the ends of pieces included.</param>
internal sealed class SliceStore(int capacity)
{
    private const int PieceBits = 16;
    private const int PieceSize = 1 << PieceBits;
    private readonly List<byte[]> _pieces = [];
    private int _end;

    /// <summary>Whether a slice of this length (at most 64 KiB) can be added.</summary>
    public bool HasRoomFor(int length) => StartFor(length) + (long)length <= capacity;

    /// <summary>Adds a slice for which there is room.</summary>
    /// <returns>Where it starts.</returns>
    public int Add(ReadOnlySpan<byte> slice)
    {
        int start = StartFor(slice.Length), piece = start >> PieceBits;
        if (piece == _pieces.Count)
        {
            _pieces.Add(GC.AllocateUninitializedArray<byte>(Math.Min(PieceSize, capacity - start)));
        }

        slice.CopyTo(_pieces[piece].AsSpan(start & (PieceSize - 1)));
        _end = start + slice.Length;
        return start;
    }

    /// <summary>The slice that starts there.</summary>
    public ReadOnlySpan<byte> Get(int start, int length) => _pieces[start >> PieceBits].AsSpan(start & (PieceSize - 1), length);

    /// <summary>Forgets all slices.</summary>
    public void Clear() => _end = 0;

    /// <summary>Behind the last slice, or in the next piece when this one has no room for it.</summary>
    private int StartFor(int length)
    {
        int room = PieceSize - (_end & (PieceSize - 1));
        return length <= room ? _end : _end + room;
    }
}
