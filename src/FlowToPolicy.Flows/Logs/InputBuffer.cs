using FlowToPolicy.Flows.Decoding.Json.Usual;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// The bytes of the input that were read and not yet used: one array, reused from file to file, that grows with the longest
/// line up to its limit. Behind them stand <see cref="PaddedText.Slack"/> zeros.
/// </summary>
internal sealed class InputBuffer(int limit)
{
    private const int Initial = 1 << 18;
    private byte[] _bytes = new byte[Math.Min(Initial, limit) + PaddedText.Slack];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;
    private int _lastBreak;

    /// <summary>What was read and not used. Valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>The whole lines at the start of <see cref="Unread"/>: up to the last line break that was read.</summary>
    public ReadOnlySpan<byte> WholeLines => _bytes.AsSpan(_start, Math.Max(0, _lastBreak - _start));

    /// <summary>Why reading ended before the end of the input; null when it did not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts with another stream.</summary>
    public void Attach(Stream stream)
    {
        _stream = stream;
        (_start, _end, _lastBreak) = (0, 0, 0);
        Failure = null;
    }

    /// <summary>Says that so many bytes were used.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>
    /// Reads more behind <see cref="Unread"/>. False when nothing more comes, be it the end or a <see cref="Failure"/>. The
    /// caller keeps <see cref="Unread"/> below the limit.
    /// </summary>
    public bool Fill()
    {
        if (Failure is not null)
        {
            return false;
        }

        MakeRoom();
        try
        {
            Span<byte> room = _bytes.AsSpan(_end, Capacity - _end);
            int read = _stream.Read(room);
            int lineBreak = room[..read].LastIndexOf((byte)'\n');
            _lastBreak = lineBreak < 0 ? _lastBreak : _end + lineBreak + 1;
            _end += read;
            _bytes.AsSpan(_end, PaddedText.Slack).Clear();
            return read > 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Failure = failure;
            return false;
        }
    }

    private int Capacity => _bytes.Length - PaddedText.Slack;

    private void MakeRoom()
    {
        if (_start == _end)
        {
            (_start, _end, _lastBreak) = (0, 0, 0);
        }

        if (_end < Capacity)
        {
            return;
        }

        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            _end -= _start;
            _lastBreak -= _start;
            _start = 0;
            return;
        }

        if (Capacity >= limit)
        {
            throw new InvalidOperationException("The buffer is full: nothing of it was used.");
        }

        Array.Resize(ref _bytes, (int)Math.Min(Capacity * 2L, limit) + PaddedText.Slack);
    }
}
