namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>
/// Walks the fields of one protobuf message. Damage never throws: it ends the walk and sets <see cref="Damaged"/>, and
/// whatever is read afterwards is zero or empty.
/// </summary>
/// <param name="message">The message's bytes.</param>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    /// <summary>Wire type of integers, booleans and enums.</summary>
    public const uint Varint = 0;

    /// <summary>Wire type of strings, bytes and messages.</summary>
    public const uint Bytes = 2;

    private const int DeepestGroup = 100;
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Whether the bytes are no protobuf message.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Goes to the next field. False at the end, or where the message is damaged.</summary>
    /// <param name="tag">Field number and wire type: <c>number &lt;&lt; 3 | type</c>.</param>
    public bool Next(out uint tag)
    {
        if (_rest.IsEmpty)
        {
            tag = 0;
            return false;
        }

        tag = (uint)ReadVarint();
        if (tag >> 3 == 0)
        {
            Fail();
        }

        return !Damaged;
    }

    /// <summary>The value of a varint field.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < _rest.Length && i < 10; i++)
        {
            byte b = _rest[i];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        Fail();
        return 0;
    }

    /// <summary>The value of a <c>uint32</c> field.</summary>
    public uint ReadUInt32() => (uint)ReadVarint();

    /// <summary>The value of an <c>int32</c> or enum field.</summary>
    public int ReadInt32() => (int)ReadVarint();

    /// <summary>The value of a <c>bool</c> field.</summary>
    public bool ReadBool() => ReadVarint() != 0;

    /// <summary>The value of an enum field that knows 1 to <paramref name="last"/>; others become 0, not said.</summary>
    public byte ReadEnum(byte last)
    {
        int value = ReadInt32();
        return value >= 0 && value <= last ? (byte)value : (byte)0;
    }

    /// <summary>The value of a string, bytes or message field.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarint();
        if (length > (ulong)_rest.Length)
        {
            Fail();
            return default;
        }

        ReadOnlySpan<byte> bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    /// <summary>Leaves out the value of the field whose tag was just read.</summary>
    public void Skip(uint tag) => Skip(tag, 0);

    private void Skip(uint tag, int depth)
    {
        switch (tag & 7)
        {
            case Varint:
                _ = ReadVarint();
                break;
            case 1:
                SkipFixed(sizeof(ulong));
                break;
            case Bytes:
                _ = ReadBytes();
                break;
            case 3 when depth < DeepestGroup:
                SkipGroup(tag >> 3, depth + 1);
                break;
            case 5:
                SkipFixed(sizeof(uint));
                break;
            default:
                Fail();
                break;
        }
    }

    private void SkipGroup(uint number, int depth)
    {
        while (Next(out uint tag))
        {
            if ((tag & 7) == 4)
            {
                if (tag >> 3 != number)
                {
                    Fail();
                }

                return;
            }

            Skip(tag, depth);
        }

        Fail();
    }

    private void SkipFixed(int size)
    {
        if (_rest.Length < size)
        {
            Fail();
            return;
        }

        _rest = _rest[size..];
    }

    private void Fail()
    {
        Damaged = true;
        _rest = default;
    }
}
