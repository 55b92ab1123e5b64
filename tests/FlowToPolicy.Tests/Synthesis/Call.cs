using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>One address of the world in a story.</summary>
internal sealed record WorldCall(string Address, EdgeOutcome Outcome = EdgeOutcome.Allowed, params string[] Names)
{
    /// <summary>An address that got through, with its names.</summary>
    public static WorldCall At(string address, params string[] names) => new(address, EdgeOutcome.Allowed, names);

    /// <summary>An address that was denied.</summary>
    public static WorldCall Denied(string address, params string[] names) => new(address, EdgeOutcome.Denied, names);
}

/// <summary>One edge of a story.</summary>
internal sealed class Call(Party client, Party server, Protocol protocol, int port, EdgeOutcome outcome)
{
    private static readonly long Start = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Addresses of the end that is no workload.</summary>
    public IReadOnlyList<WorldCall> Addresses { get; set; } = [];

    /// <summary>How many more addresses there were.</summary>
    public long Beyond { get; set; }

    /// <summary>Whether the DNS proxy handled it.</summary>
    public bool ThroughDnsProxy { get; set; }

    /// <summary>What was asked.</summary>
    public IReadOnlyList<string> QueriedNames { get; set; } = [];

    /// <summary>What is remarkable.</summary>
    public EdgeMarks Marks { get; set; }

    /// <summary>The client's labels on this edge; all of the client's unless set.</summary>
    public IReadOnlyList<LabelSet>? ClientLabels { get; set; }

    /// <summary>How many connections.</summary>
    public long Connections { get; set; } = 3;

    // Made once, so that all graphs of a story hold the same edges.
    private Edge? _edge;

    internal Edge ToEdge() => _edge ??= Make();

    private Edge Make()
    {
        End from = client.ToEnd(), to = server.ToEnd();
        EdgeOutcome best = Addresses.Count > 0 && Beyond == 0 ? Addresses.Min(a => a.Outcome) : outcome;
        return new Edge
        {
            Client = from,
            Server = to,
            Protocol = protocol,
            Port = (ushort)port,
            Outcome = best,
            Answered = true,
            Marks = Marks | (from.Kind == EndKind.Host ? EdgeMarks.LocalHost : 0),
            Evidence = new FlowToPolicy.Graph.Evidence
            {
                Connections = Connections,
                FirstSeen = Start,
                LastSeen = Start + TimeSpan.FromDays(2).Ticks,
                Days = 3,
                Nodes = ["worker-1"],
                SeenAtClient = true,
                SeenAtServer = true,
            },
            ClientLabels = ClientLabels ?? from.LabelSets,
            ServerLabels = to.LabelSets,
            Addresses =
            [
                .. Addresses.Select(a => new EdgeAddress
                {
                    Address = Address.Parse(a.Address),
                    Outcome = a.Outcome,
                    Names = [.. a.Names.Order(StringComparer.Ordinal)],
                    LabelSets = [LabelSet.Parse("reserved:world")],
                    Connections = 1,
                }).OrderBy(a => a.Address),
            ],
            AddressesBeyond = Beyond,
            ThroughDnsProxy = ThroughDnsProxy,
            QueriedNames = QueriedNames,
        };
    }
}
