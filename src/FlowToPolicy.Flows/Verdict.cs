namespace FlowToPolicy.Flows;

/// <summary>What happened to a packet. Numbers are those of <c>flow.Verdict</c>.</summary>
public enum Verdict : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Let go at this point; says nothing of later points.</summary>
    Forwarded = 1,

    /// <summary>Dropped at this point.</summary>
    Dropped = 2,

    /// <summary>The proxy failed.</summary>
    Error = 3,

    /// <summary>Would have been dropped by policy, but audit mode let it go.</summary>
    Audit = 4,

    /// <summary>Let go, to the L7 proxy.</summary>
    Redirected = 5,

    /// <summary>A socket event before translation.</summary>
    Traced = 6,

    /// <summary>A socket event after translation.</summary>
    Translated = 7,
}
