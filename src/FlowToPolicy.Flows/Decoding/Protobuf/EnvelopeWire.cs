namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>The outermost fields of a <c>GetFlowsResponse</c>.</summary>
internal readonly ref struct EnvelopeWire
{
    /// <summary>Reads the fields of <paramref name="message"/>.</summary>
    public EnvelopeWire(ReadOnlySpan<byte> message)
    {
        bool damaged = false, hasTime = false;
        ReadOnlySpan<byte> time = default;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Bytes:
                    Body = Merge(Kind == WireMessage.Flow ? Body : default, reader.ReadBytes());
                    Kind = WireMessage.Flow;
                    break;
                case (2 << 3) | WireReader.Bytes:
                    reader.Skip(tag);
                    Kind = WireMessage.NodeStatus;
                    break;
                case (3 << 3) | WireReader.Bytes:
                    reader.Skip(tag);
                    Kind = WireMessage.LostEvents;
                    break;
                case (1000 << 3) | WireReader.Bytes:
                    NodeName = reader.ReadBytes();
                    break;
                case (1001 << 3) | WireReader.Bytes:
                    hasTime = true;
                    time = Merge(time, reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        Time = hasTime ? TimestampWire.Read(time, ref damaged) : 0;
        Kind = damaged || reader.Damaged ? WireMessage.Damaged : Kind;
    }

    /// <summary>Which of the oneof's messages it carries: the last one counts.</summary>
    public WireMessage Kind { get; } = WireMessage.Nothing;

    /// <summary>The flow's message.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>The node's name, UTF-8.</summary>
    public ReadOnlySpan<byte> NodeName { get; }

    /// <summary>The time in ticks, or 0.</summary>
    public long Time { get; }

    /// <summary>
    /// The bytes of a message field that occurs again. Protobuf merges such messages, and one after the other is their
    /// merged form. No server does this, so it may allocate.
    /// </summary>
    public static ReadOnlySpan<byte> Merge(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        first.IsEmpty ? second : (byte[])[.. first, .. second];
}
