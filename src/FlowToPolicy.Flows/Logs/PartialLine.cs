namespace FlowToPolicy.Flows.Logs;

/// <summary>A line that container runtimes wrote in pieces.</summary>
internal sealed class PartialLine
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether pieces wait for more.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Whether the pieces are longer than any line may be.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The line in which the first piece stands.</summary>
    public long Line { get; private set; }

    /// <summary>The pieces so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Adds a piece that stands in <paramref name="line"/>.</summary>
    public void Append(ReadOnlySpan<byte> piece, long line)
    {
        Line = IsPending ? Line : line;
        IsPending = true;
        IsTooLong |= _length + piece.Length > FrameReader.LongestLine;
        if (IsTooLong)
        {
            return;
        }

        if (_length + piece.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + piece.Length, _bytes.Length * 2));
        }

        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    /// <summary>Forgets the pieces.</summary>
    public void Clear()
    {
        _length = 0;
        IsPending = false;
        IsTooLong = false;
    }
}
