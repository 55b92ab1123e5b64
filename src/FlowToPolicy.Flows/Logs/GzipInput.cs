namespace FlowToPolicy.Flows.Logs;

/// <summary>Compressed bytes that remember the piece given last, so that what an inflater did not use can be read again. Does not own the stream.</summary>
internal sealed class GzipInput(Stream compressed) : ReadOnlyStream
{
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _pieceStart;
    private int _next;
    private int _end;

    public override int Read(Span<byte> buffer)
    {
        if (_next == _end)
        {
            _pieceStart = _next;
            if (!Fill(1))
            {
                return 0;
            }
        }

        int count = Math.Min(buffer.Length, _end - _next);
        _bytes.AsSpan(_next, count).CopyTo(buffer);
        _pieceStart = _next;
        _next += count;
        return count;
    }

    /// <summary>The next byte, which remains to be read. False at the end.</summary>
    public bool TryPeek(out byte next)
    {
        _pieceStart = _next;
        bool isThere = Fill(1);
        next = isThere ? _bytes[_next] : (byte)0;
        return isThere;
    }

    /// <summary>Leaves out so many bytes that were seen.</summary>
    public void Skip(int count) => _next += count;

    /// <summary>The piece given last and up to <paramref name="more"/> bytes behind it.</summary>
    public ReadOnlySpan<byte> LastPieceAnd(int more)
    {
        Fill(more);
        return _bytes.AsSpan(_pieceStart, Math.Min(_end, _next + more) - _pieceStart);
    }

    /// <summary>Goes on so many bytes behind the start of the piece given last.</summary>
    public void ReturnToLastPiece(int offset) => _next = _pieceStart + offset;

    /// <summary>Sees to it that <paramref name="count"/> bytes are there behind what was given. False when the input ends before.</summary>
    private bool Fill(int count)
    {
        if (_end - _next >= count)
        {
            return true;
        }

        _bytes.AsSpan(_pieceStart, _end - _pieceStart).CopyTo(_bytes);
        _next -= _pieceStart;
        _end -= _pieceStart;
        _pieceStart = 0;
        while (_end - _next < count)
        {
            int read = compressed.Read(_bytes.AsSpan(_end));
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
