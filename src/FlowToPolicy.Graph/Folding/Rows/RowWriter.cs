using System.Buffers.Binary;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Writes the parts of a row: numbers in seven bits a byte (the form of protobuf), all else as it is. Used again for each row.</summary>
public sealed class RowWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Begins a row.</summary>
    public void Clear() => _length = 0;

    internal void Byte(byte value) => Room(1)[0] = value;

    internal void Number(ulong value)
    {
        Span<byte> room = Room(10);
        int used = 0;
        while (value >= 0x80)
        {
            room[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        room[used++] = (byte)value;
        _length += used - 10;
    }

    /// <summary>A number that is never below 0.</summary>
    internal void Count(long value) => Number((ulong)value);

    /// <summary>A number of either sign, small when near 0.</summary>
    internal void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    internal void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    internal void Uuid(Guid uuid) => uuid.TryWriteBytes(Room(16), bigEndian: true, out _);

    internal void Wide(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Room(16), value);

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        _length += bytes;
        return _buffer.AsSpan(_length - bytes, bytes);
    }
}
