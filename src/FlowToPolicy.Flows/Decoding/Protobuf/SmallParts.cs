namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>Reads the messages of a flow that hold one or two fields. Each sets <c>damaged</c> when its message is, else leaves it.</summary>
internal static class SmallParts
{
    /// <summary>Reads <c>flow.CiliumEventType</c> into <paramref name="flow"/>.</summary>
    public static void ReadEventType(ReadOnlySpan<byte> message, ref Flow flow, ref bool damaged)
    {
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint:
                    int type = reader.ReadInt32();
                    flow.Event = type is (>= 1 and <= 7) or 129 or 130 ? (FlowEvent)type : FlowEvent.None;
                    break;
                case (2 << 3) | WireReader.Varint:
                    flow.EventSubType = reader.ReadInt32();
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        damaged |= reader.Damaged;
    }

    /// <summary>Reads the enum that leaves a gap before its last value.</summary>
    public static ObservationPoint ReadObservationPoint(ref WireReader reader)
    {
        var point = (ObservationPoint)reader.ReadEnum((byte)ObservationPoint.ToEndpoint);
        return point is <= ObservationPoint.ToCrypto or ObservationPoint.ToEndpoint ? point : ObservationPoint.Unknown;
    }

    /// <summary>Reads <c>google.protobuf.BoolValue</c>.</summary>
    public static bool ReadBoolValue(ReadOnlySpan<byte> message, bool value, ref bool damaged)
    {
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            if (tag == ((1 << 3) | WireReader.Varint))
            {
                value = reader.ReadBool();
            }
            else
            {
                reader.Skip(tag);
            }
        }

        damaged |= reader.Damaged;
        return value;
    }

    /// <summary>The UTF-8 bytes of the string field <paramref name="number"/> of a message; empty when absent.</summary>
    public static ReadOnlySpan<byte> ReadString(ReadOnlySpan<byte> message, uint number, ref bool damaged)
    {
        ReadOnlySpan<byte> text = default;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            if (tag == ((number << 3) | WireReader.Bytes))
            {
                text = reader.ReadBytes();
            }
            else
            {
                reader.Skip(tag);
            }
        }

        damaged |= reader.Damaged;
        return text;
    }

    /// <summary>The sum of the three counters of <c>flow.Aggregate</c>, at most <see cref="uint.MaxValue"/>.</summary>
    public static uint ReadAggregate(ReadOnlySpan<byte> message, ref bool damaged)
    {
        Span<uint> counters = stackalloc uint[3];
        counters.Clear();
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            if ((tag & 7) == WireReader.Varint && tag >> 3 <= 3)
            {
                counters[(int)(tag >> 3) - 1] = reader.ReadUInt32();
            }
            else
            {
                reader.Skip(tag);
            }
        }

        damaged |= reader.Damaged;
        return (uint)Math.Min(uint.MaxValue, (ulong)counters[0] + counters[1] + counters[2]);
    }
}
