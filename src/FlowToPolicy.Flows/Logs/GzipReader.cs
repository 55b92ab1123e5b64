using System.Buffers.Binary;
using System.IO.Compression;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Reads gzip data of one or many members and, unlike the framework's stream, notices when it was cut off or spoiled:
/// everything readable is given first, then <see cref="InvalidDataException"/> follows.
/// Does not own the stream.
/// </summary>
internal sealed class GzipReader : ReadOnlyStream
{
    private const int TrailerLength = 8;
    private readonly GzipInput _input;
    private DeflateStream? _member;
    private uint _crc;
    private uint _length;

    public GzipReader(Stream compressed) => _input = new GzipInput(compressed);

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_member is null && !NextMember())
            {
                return 0;
            }

            int read = _member!.Read(buffer);
            if (read > 0)
            {
                _crc = Crc32.Append(_crc, buffer[..read]);
                _length += (uint)read;
                return read;
            }

            EndMember();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextMember()
    {
        // Tapes and block devices pad with zeros.
        while (_input.TryPeek(out byte padding) && padding == 0)
        {
            _input.Skip(1);
        }

        if (!_input.TryPeek(out byte first))
        {
            return false;
        }

        if (first != 0x1F || !GzipHeader.TrySkip(_input))
        {
            throw new InvalidDataException("the gzip data is followed by something else");
        }

        _crc = 0;
        _length = 0;
        _member = new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    /// <summary>
    /// Finds the checksum and length that close a member. The inflater does not tell how much of its last piece it used,
    /// but we know which eight bytes must follow.
    /// </summary>
    private void EndMember()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        int at = _input.LastPieceAnd(TrailerLength).IndexOf(trailer);
        if (at < 0)
        {
            throw new InvalidDataException("the gzip data is cut off or damaged");
        }

        _input.ReturnToLastPiece(at + TrailerLength);
    }
}
