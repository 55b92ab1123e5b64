namespace FlowToPolicy.Flows;

/// <summary>Where a trace event was taken. Numbers are those of <c>flow.TraceObservationPoint</c>.</summary>
public enum ObservationPoint : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>On its way to the L7 proxy.</summary>
    ToProxy = 1,

    /// <summary>On its way to the host.</summary>
    ToHost = 2,

    /// <summary>On its way to the host's network stack.</summary>
    ToStack = 3,

    /// <summary>On its way into the tunnel.</summary>
    ToOverlay = 4,

    /// <summary>Just left an endpoint; before any decision.</summary>
    FromEndpoint = 5,

    /// <summary>Came from the L7 proxy.</summary>
    FromProxy = 6,

    /// <summary>Came from the host.</summary>
    FromHost = 7,

    /// <summary>Came from the network stack.</summary>
    FromStack = 8,

    /// <summary>Came out of the tunnel.</summary>
    FromOverlay = 9,

    /// <summary>Came from the network.</summary>
    FromNetwork = 10,

    /// <summary>On its way to the network.</summary>
    ToNetwork = 11,

    /// <summary>Came from encryption.</summary>
    FromCrypto = 12,

    /// <summary>On its way to encryption.</summary>
    ToCrypto = 13,

    /// <summary>Delivered to an endpoint; ingress policy let it through.</summary>
    ToEndpoint = 101,
}
