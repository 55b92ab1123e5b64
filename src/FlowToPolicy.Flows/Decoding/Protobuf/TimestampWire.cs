namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>Reads <c>google.protobuf.Timestamp</c>.</summary>
internal static class TimestampWire
{
    /// <summary>
    /// The time in ticks (<see cref="DateTime.Ticks"/>, UTC), cut to 100 ns; 0 when it is outside the years 1 to 9999 or
    /// its nanoseconds are no part of a second.
    /// </summary>
    /// <param name="message">The timestamp.</param>
    /// <param name="damaged">Set when the message is damaged, else left.</param>
    public static long Read(ReadOnlySpan<byte> message, ref bool damaged)
    {
        long seconds = 0;
        int nanos = 0;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint:
                    seconds = (long)reader.ReadVarint();
                    break;
                case (2 << 3) | WireReader.Varint:
                    nanos = reader.ReadInt32();
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        damaged |= reader.Damaged;
        return Ticks(seconds, nanos);
    }

    /// <summary>The time in ticks of a timestamp's two fields, or 0; see <see cref="Read"/>.</summary>
    public static long Ticks(long seconds, int nanos)
    {
        const long First = -62_135_596_800, Last = 253_402_300_799;
        return seconds is < First or > Last || nanos is < 0 or > 999_999_999
            ? 0
            : DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanos / 100);
    }
}
