using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>A connection of which lines are being written: who, and what is still to come.</summary>
internal sealed class Connection
{
    private const int MostSteps = 64;
    private readonly Step[] _steps = new Step[MostSteps];
    private int _next;

    /// <summary>The edge that it belongs to.</summary>
    public GeneratedEdge Edge { get; private set; } = null!;

    /// <summary>Who opened it.</summary>
    public GeneratedEnd Client { get; private set; } = null!;

    /// <summary>Who is called.</summary>
    public GeneratedEnd Server { get; private set; } = null!;

    /// <summary>The client's port.</summary>
    public int ClientPort { get; private set; }

    /// <summary>Draws the same name, path or address for all lines of the connection.</summary>
    public int Lot { get; private set; }

    /// <summary>How many lines it has in all.</summary>
    public int Count { get; private set; }

    /// <summary>Whether both ends are on one node, or one of them is on none.</summary>
    public bool IsOnOneNode => Client.Node == Server.Node || Client.Node < 0 || Server.Node < 0;

    /// <summary>Whether all its lines were written.</summary>
    public bool IsOver => _next == Count;

    /// <summary>Starts another one in its place.</summary>
    public void Begin(GeneratedEdge edge, GeneratedEnd client, GeneratedEnd server, SeededRandom random)
    {
        (Edge, Client, Server) = (edge, client, server);
        ClientPort = 32768 + random.Below(60999 - 32768);
        Lot = random.Below(1 << 20);
        (Count, _next) = (0, 0);
    }

    /// <summary>Adds a line to what is to come.</summary>
    public void Then(StepKind kind, Packet packet = Packet.Syn) => _steps[Count++] = new Step(kind, packet);

    /// <summary>What is to be written next.</summary>
    public Step Next() => _steps[_next++];
}

/// <summary>One line of a connection.</summary>
internal readonly record struct Step(StepKind Kind, Packet Packet);

/// <summary>What one line of a connection tells.</summary>
internal enum StepKind : byte
{
    /// <summary>The client's packet leaves its node.</summary>
    Out,

    /// <summary>The client's packet, seen once more behind masquerade.</summary>
    OutMasked,

    /// <summary>The client's packet arrives at the server.</summary>
    In,

    /// <summary>The server's packet leaves its node.</summary>
    ReplyOut,

    /// <summary>The server's packet arrives at the client.</summary>
    ReplyIn,

    /// <summary>The client's packet, before any decision.</summary>
    Before,

    /// <summary>To the proxy, at the client.</summary>
    ToProxyAtClient,

    /// <summary>To the proxy, at the server.</summary>
    ToProxyAtServer,

    /// <summary>Policy lets it go at the client.</summary>
    EgressVerdict,

    /// <summary>Policy lets it in at the server.</summary>
    IngressVerdict,

    /// <summary>Audit mode lets it in at the server.</summary>
    IngressAudit,

    /// <summary>Policy denies it: the verdict.</summary>
    DeniedVerdict,

    /// <summary>Policy denies it: the drop.</summary>
    DeniedDrop,

    /// <summary>A drop that has nothing to do with policy.</summary>
    OtherDrop,

    /// <summary>A question to the DNS proxy.</summary>
    DnsRequest,

    /// <summary>Its answer.</summary>
    DnsResponse,

    /// <summary>A request to the HTTP proxy.</summary>
    HttpRequest,

    /// <summary>A request that the proxy refused.</summary>
    HttpRefused,

    /// <summary>Its response.</summary>
    HttpResponse,

    /// <summary>A service's address before it was translated in the socket.</summary>
    SocketBefore,

    /// <summary>The same, translated.</summary>
    SocketAfter,

    /// <summary>An ICMP error about it, from the server.</summary>
    IcmpError,
}
