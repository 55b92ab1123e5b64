namespace FlowToPolicy.Flows.Logs;

/// <summary>A stream whose first bytes can be looked at, and that tells the progress how much was read. Does not own the stream.</summary>
internal sealed class CountedStream(Stream inner, LogProgress progress) : ReadOnlyStream
{
    private const int LongestMark = 8;
    private readonly byte[] _head = new byte[1 << 12];
    private int _headStart;
    private int _headEnd;

    /// <summary>
    /// The first bytes, which remain to be read: 8 or more, or all that there are. To be asked once, before reading.
    /// </summary>
    public ReadOnlySpan<byte> Peek()
    {
        _headEnd = inner.ReadAtLeast(_head, LongestMark, throwOnEndOfStream: false);
        progress.AddBytes(_headEnd);
        return _head.AsSpan(0, _headEnd);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_headStart < _headEnd)
        {
            int count = Math.Min(buffer.Length, _headEnd - _headStart);
            _head.AsSpan(_headStart, count).CopyTo(buffer);
            _headStart += count;
            return count;
        }

        int read = inner.Read(buffer);
        progress.AddBytes(read);
        return read;
    }
}
