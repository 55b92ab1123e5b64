namespace FlowToPolicy.Synthesis;

/// <summary>What a remark is about.</summary>
public enum RemarkKind : byte
{
    /// <summary>Connections with an end that nothing is known of: no rule can name it. Counts connections.</summary>
    UnknownEnd,

    /// <summary>Connections whose port the log left out. Counts connections.</summary>
    UnknownPort,

    /// <summary>Connections of a protocol, or an ICMP type, that rules cannot name. Counts connections.</summary>
    UnsupportedProtocol,

    /// <summary>A workload that gets no policy, or a peer that gets no rule, because labels do not select it. Counts label sets or connections.</summary>
    Unselectable,

    /// <summary>More addresses than were listed, so that the rule takes in the whole world on that port. Counts addresses.</summary>
    WorldBeyond,

    /// <summary>A workload whose pods carry a label key (<c>host</c>) that makes Cilium enforce no policy on them. Counts label sets.</summary>
    NotEnforced,

    /// <summary>Addresses admitted as exact prefixes although names are known, because a denied address has the same name. Counts addresses.</summary>
    DeniedSharesName,

    /// <summary>Addresses admitted as exact prefixes although names are known, because the client was not seen to ask a resolver. Counts addresses.</summary>
    NamesWithoutDns,

    /// <summary>Addresses outside the cluster without a name: the rule holds as long as the addresses do. Counts addresses.</summary>
    NamesMissing,

    /// <summary>The world is admitted by exact addresses, or but for some, because addresses were denied on the same port. Counts denied addresses.</summary>
    WorldNarrowed,

    /// <summary>A TCP or UDP twin of a DNS rule was left out, because that very port was denied. Counts denied connections.</summary>
    TwinDenied,

    /// <summary>The names that a client asks for are not all known, so that its DNS rule takes in every name. Counts names known.</summary>
    QueriesIncomplete,

    /// <summary>A direction is left open, because no admitted edge was seen in it or one that no rule can name. Counts policies.</summary>
    LeftOpen,
}

/// <summary>One thing that a reader of a proposal must know.</summary>
public sealed record Remark
{
    /// <summary>What it is about.</summary>
    public required RemarkKind Kind { get; init; }

    /// <summary>The workload that it concerns, as <see cref="Graph.End.Name"/>; empty when it concerns all.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The peer, as <see cref="Graph.End.Name"/>; empty when there is none.</summary>
    public string Peer { get; init; } = "";

    /// <summary>Protocol and port, e.g. <c>TCP/443</c>; empty when there is none.</summary>
    public string Port { get; init; } = "";

    /// <summary>The number that the kind speaks of.</summary>
    public required long Count { get; init; }

    /// <summary>One sentence for the reader, without line breaks.</summary>
    public required string Text { get; init; }
}
