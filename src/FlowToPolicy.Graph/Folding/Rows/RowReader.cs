using System.Buffers.Binary;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Reads what a <see cref="RowWriter"/> wrote; never past the end, and no more of anything than a limit. Throws <see cref="RowException"/>.</summary>
internal ref struct RowReader(ReadOnlySpan<byte> row)
{
    /// <summary>Counts beyond this are damage; many of them still add up without an overflow.</summary>
    private const ulong MaxCount = 1UL << 53;

    private ReadOnlySpan<byte> _rest = row;

    public byte Byte() => Bytes(1)[0];

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new RowException("a number is too long");
    }

    public long Count()
    {
        ulong value = Number();
        return value <= MaxCount ? (long)value : throw new RowException("a count is impossibly large");
    }

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>How many of something follow, each of at least one byte.</summary>
    public int Length(int limit)
    {
        ulong value = Number();
        return value <= (ulong)limit && value <= (ulong)_rest.Length ? (int)value : throw new RowException("a list is longer than it can be");
    }

    /// <summary>A number of a <see cref="RowDictionary"/>.</summary>
    public int Id() => Small(int.MaxValue);

    /// <summary>A number up to a limit.</summary>
    public int Small(int limit)
    {
        ulong value = Number();
        return value <= (ulong)limit ? (int)value : throw new RowException("a number is out of its range");
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (_rest.Length < length)
        {
            throw new RowException("it ends too early");
        }

        ReadOnlySpan<byte> bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public Guid Uuid() => new(Bytes(16), bigEndian: true);

    public UInt128 Wide() => BinaryPrimitives.ReadUInt128BigEndian(Bytes(16));

    /// <summary>Nothing may follow.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new RowException("something follows where it should end");
        }
    }
}
