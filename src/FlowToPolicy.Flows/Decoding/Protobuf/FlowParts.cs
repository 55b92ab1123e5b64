namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>What is gathered of a flow until its last field was read.</summary>
internal ref struct FlowParts
{
    /// <summary>The message of the source endpoint.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>The message of the destination endpoint.</summary>
    public ReadOnlySpan<byte> Destination;

    /// <summary>The message of the time.</summary>
    public ReadOnlySpan<byte> Time;

    /// <summary>Whether there is one; an empty one is the start of 1970.</summary>
    public bool HasTime;

    /// <summary>The message of the emitter.</summary>
    public ReadOnlySpan<byte> Emitter;

    /// <summary>The message of the counters of an aggregated flow.</summary>
    public ReadOnlySpan<byte> Aggregate;

    /// <summary>Field <c>reply</c>, which counts only where <c>is_reply</c> is absent.</summary>
    public bool DeprecatedReply;

    /// <summary>Field <c>drop_reason</c>, which counts only where <c>drop_reason_desc</c> is absent.</summary>
    public int DeprecatedDropReason;

    /// <summary>Whether a part is no protobuf message.</summary>
    public bool Damaged;

    private WireMessage _worst;

    /// <summary>What the flow is so far: damage weighs more than impossible values.</summary>
    public readonly WireMessage Outcome =>
        Damaged || _worst == WireMessage.Damaged ? WireMessage.Damaged
        : _worst == WireMessage.NotAFlow ? WireMessage.NotAFlow
        : WireMessage.Flow;

    /// <summary>A number that no flow has above <paramref name="most"/>; noted when it is there all the same.</summary>
    public int Number(uint value, int most)
    {
        if (value > most)
        {
            Worse(WireMessage.NotAFlow);
            return 0;
        }

        return (int)value;
    }

    /// <summary>Notes what a part turned out to be.</summary>
    public void Worse(WireMessage outcome) => _worst = outcome > _worst ? outcome : _worst;
}
