namespace FlowToPolicy.Flows;

/// <summary>The part of an L7 exchange. Numbers are those of <c>flow.L7FlowType</c>.</summary>
public enum L7Type : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>From the client.</summary>
    Request = 1,

    /// <summary>From the server.</summary>
    Response = 2,

    /// <summary>A sample.</summary>
    Sample = 3,
}
