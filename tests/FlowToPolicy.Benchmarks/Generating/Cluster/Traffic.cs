namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>What kind of connections an edge has.</summary>
internal enum Traffic : byte
{
    /// <summary>TCP between pods.</summary>
    Tcp,

    /// <summary>TCP between pods with Cilium's HTTP proxy at the server.</summary>
    Http,

    /// <summary>UDP between pods.</summary>
    Udp,

    /// <summary>SCTP between pods.</summary>
    Sctp,

    /// <summary>Pings between pods.</summary>
    Ping,

    /// <summary>DNS without a proxy.</summary>
    Dns,

    /// <summary>DNS through Cilium's proxy at the client.</summary>
    ProxiedDns,

    /// <summary>From a pod to the internet.</summary>
    WorldOut,

    /// <summary>From the internet to a pod.</summary>
    WorldIn,

    /// <summary>From a pod to the API server.</summary>
    ApiServer,

    /// <summary>From a node to its own pod: the kubelet's probes.</summary>
    Probe,

    /// <summary>From a pod to its own node.</summary>
    ToHost,
}

/// <summary>What becomes of the connections of an edge, as the graph names it.</summary>
internal enum Fate : byte
{
    /// <summary>Let through.</summary>
    Allowed,

    /// <summary>Let through by audit mode only.</summary>
    Audited,

    /// <summary>Dropped at the server because no rule allows it.</summary>
    Denied,

    /// <summary>Dropped at the client because no rule allows it.</summary>
    DeniedAtClient,

    /// <summary>Dropped at the server by a deny rule.</summary>
    ExplicitlyDenied,
}
