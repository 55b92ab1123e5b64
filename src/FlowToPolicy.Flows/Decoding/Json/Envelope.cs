namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Keys of the top level by name.</summary>
internal static class Envelope
{
    private const EnvelopeKeys BareFlow =
        EnvelopeKeys.Ip | EnvelopeKeys.Source | EnvelopeKeys.Destination | EnvelopeKeys.Verdict | EnvelopeKeys.Type;

    /// <summary>The key of this name; none when it tells nothing.</summary>
    public static EnvelopeKeys Find(ReadOnlySpan<byte> name)
    {
        return name.Length switch
        {
            2 when name.SequenceEqual("IP"u8) => EnvelopeKeys.Ip,
            3 when name.SequenceEqual("log"u8) => EnvelopeKeys.Log,
            4 when name.SequenceEqual("flow"u8) => EnvelopeKeys.Flow,
            4 when name.SequenceEqual("Type"u8) => EnvelopeKeys.Type,
            6 when name.SequenceEqual("source"u8) => EnvelopeKeys.Source,
            7 when name.SequenceEqual("verdict"u8) => EnvelopeKeys.Verdict,
            11 when name.SequenceEqual("lost_events"u8) => EnvelopeKeys.LostEvents,
            11 when name.SequenceEqual("node_status"u8) => EnvelopeKeys.NodeStatus,
            11 when name.SequenceEqual("agent_event"u8) => EnvelopeKeys.AgentEvent,
            11 when name.SequenceEqual("debug_event"u8) => EnvelopeKeys.DebugEvent,
            11 when name.SequenceEqual("destination"u8) => EnvelopeKeys.Destination,
            15 when name.SequenceEqual("num_events_lost"u8) => EnvelopeKeys.BareLost,
            _ => EnvelopeKeys.None,
        };
    }

    /// <summary>Whether the top level is itself a flow (Hubble's command line before 0.11).</summary>
    public static bool IsBareFlow(EnvelopeKeys keys) => short.PopCount((short)(keys & BareFlow)) >= 2;

    /// <summary>Whether the top level is itself a notice of lost events.</summary>
    public static bool IsBareLost(EnvelopeKeys keys) => (keys & EnvelopeKeys.BareLost) != 0;
}
