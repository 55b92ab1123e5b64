namespace FlowToPolicy.Flows;

/// <summary>Which L7 protocol a flow is about.</summary>
public enum L7Protocol : byte
{
    /// <summary>None, or not an L7 flow.</summary>
    None = 0,

    /// <summary>DNS.</summary>
    Dns = 1,

    /// <summary>HTTP.</summary>
    Http = 2,

    /// <summary>Kafka.</summary>
    Kafka = 3,
}
