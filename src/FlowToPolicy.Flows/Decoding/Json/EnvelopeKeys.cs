namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>The keys that a line's top level was found to have.</summary>
[Flags]
internal enum EnvelopeKeys : short
{
    None = 0,
    Flow = 1,
    LostEvents = 2,
    NodeStatus = 4,
    AgentEvent = 8,
    DebugEvent = 16,
    Log = 32,

    /// <summary><c>num_events_lost</c> without an envelope.</summary>
    BareLost = 64,

    /// <summary>Keys of a flow without an envelope; two of them make one.</summary>
    Ip = 128,
    Source = 256,
    Destination = 512,
    Verdict = 1024,
    Type = 2048,
}
