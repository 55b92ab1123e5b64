namespace FlowToPolicy.Flows;

/// <summary>The kind of a flow. Numbers are those of <c>flow.FlowType</c>.</summary>
public enum FlowType : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>A packet.</summary>
    L3L4 = 1,

    /// <summary>A request or response seen by the proxy.</summary>
    L7 = 2,

    /// <summary>A socket call.</summary>
    Sock = 3,
}
