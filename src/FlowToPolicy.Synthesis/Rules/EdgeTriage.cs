using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Gives each edge to the subjects that it concerns, and says of which no rule can be written.</summary>
internal sealed class EdgeTriage
{
    private readonly Dictionary<End, Subject> _subjects = [];
    private readonly SortedDictionary<(RemarkKind Kind, string Subject, string Peer), (long Connections, SortedSet<ServicePort> Ports)> _reasons =
        new(Comparer<(RemarkKind Kind, string Subject, string Peer)>.Create(Compare));

    private readonly Admission _admission;
    private readonly PeerLookup _peers;
    private readonly bool _closesAll;

    /// <summary>Sorts the edges of a graph.</summary>
    public EdgeTriage(CommunicationGraph graph, IReadOnlyList<Subject> subjects, Admission admission, PeerLookup peers, bool closesAll)
    {
        (_admission, _peers, _closesAll) = (admission, peers, closesAll);
        foreach (Subject subject in subjects)
        {
            foreach (End end in subject.Group.Workloads)
            {
                _subjects[end] = subject;
            }
        }

        // Stable whatever the order in which a graph lists its edges.
        foreach (Edge edge in InOrder(graph.Edges))
        {
            Sort(edge);
        }
    }

    /// <summary>The admitted edges.</summary>
    public List<Edge> Admitted { get; } = [];

    /// <summary>The edges that are to be admitted, but no rule can say so.</summary>
    public List<Edge> Uncovered { get; } = [];

    /// <summary>What is to be said of the uncovered edges.</summary>
    public IEnumerable<Remark> Remarks() => _reasons.Select(reason => new Remark
    {
        Kind = reason.Key.Kind,
        Subject = reason.Key.Subject,
        Peer = reason.Key.Peer,
        Port = reason.Value.Ports.Count == 1 ? reason.Value.Ports.Min.ToString() : "",
        Count = reason.Value.Connections,
        Text = Text(reason.Key, reason.Value.Connections),
    });

    // A graph that was resolved here is in order already, and looking is a tenth of sorting.
    private static IEnumerable<Edge> InOrder(IReadOnlyList<Edge> edges)
    {
        for (int i = 1; i < edges.Count; i++)
        {
            if (Compare(edges[i - 1], edges[i]) > 0)
            {
                return edges.OrderBy(edge => edge, Comparer<Edge>.Create(Compare));
            }
        }

        return edges;
    }

    private static int Compare(Edge left, Edge right)
    {
        int order = ReferenceEquals(left.Client, right.Client) ? 0 : End.Order.Compare(left.Client, right.Client);
        order = order != 0 || ReferenceEquals(left.Server, right.Server) ? order : End.Order.Compare(left.Server, right.Server);
        return order != 0 ? order : ServicePort.Of(left).CompareTo(ServicePort.Of(right));
    }

    private static int Compare((RemarkKind Kind, string Subject, string Peer) left, (RemarkKind Kind, string Subject, string Peer) right)
    {
        int order = left.Kind.CompareTo(right.Kind);
        order = order != 0 ? order : string.CompareOrdinal(left.Subject, right.Subject);
        return order != 0 ? order : string.CompareOrdinal(left.Peer, right.Peer);
    }

    private string Text((RemarkKind Kind, string Subject, string Peer) key, long connections)
    {
        string count = CommentText.Count(connections, "connection", "connections");
        string fate = _closesAll ? "the closed direction stops it" : "the direction stays open for it";
        string subject = CommentText.OneLine(key.Subject), peer = CommentText.OneLine(key.Peer);
        return key.Kind switch
        {
            RemarkKind.UnknownEnd => $"{count} of {subject} with an end that the log does not identify: no rule can name it, and {fate}",
            RemarkKind.UnknownPort => $"{count} between {subject} and {peer} on a port that the log left out: no rule can name it, and {fate}",
            RemarkKind.UnsupportedProtocol => $"{count} between {subject} and {peer} with a protocol or ICMP type that rules cannot name: {fate}",
            _ => $"{count} between {subject} and {peer}, whose labels are not known or select nothing: no rule can name it, and {fate}",
        };
    }

    private void Sort(Edge edge)
    {
        Subject? client = _subjects.GetValueOrDefault(edge.Client), server = _subjects.GetValueOrDefault(edge.Server);
        bool canStandInRule = ServicePort.Of(edge).CanStandInRule;
        if (_admission.Admits(edge))
        {
            if (Objection(edge, client, server, canStandInRule) is { } objection)
            {
                Uncovered.Add(edge);
                Note(edge, objection, client is not null);
                LeaveOpen(edge, client, server, canStandInRule);
            }
            else
            {
                Admitted.Add(edge);
                client?.Called.Add(edge);
                server?.Served.Add(edge);
            }
        }

        if (canStandInRule && _admission.Denies(edge))
        {
            client?.DeniedCalled.Add(edge);
            server?.DeniedServed.Add(edge);
        }
    }

    // What no rule can name would be stopped by closing the direction that it comes in or goes out by.
    private void LeaveOpen(Edge edge, Subject? client, Subject? server, bool canStandInRule)
    {
        long connections = Math.Max(1, edge.Evidence.Connections);
        if (client is not null && (!canStandInRule || !_peers.CanName(edge.Server)))
        {
            client.UncoveredCalled += connections;
        }

        if (server is not null && (!canStandInRule || !_peers.CanName(edge.Client)))
        {
            server.UncoveredServed += connections;
        }
    }

    // Why no rule can be written although one of the ends needs it; null when all is well.
    private RemarkKind? Objection(Edge edge, Subject? client, Subject? server, bool canStandInRule)
    {
        if ((client is null && server is null) || edge.Marks.HasFlag(EdgeMarks.LocalHost))
        {
            return null;
        }

        foreach ((Subject? subject, End other) in new[] { (client, edge.Server), (server, edge.Client) })
        {
            if (subject is not null && !_peers.CanName(other))
            {
                return other.Kind == EndKind.Unknown ? RemarkKind.UnknownEnd : RemarkKind.Unselectable;
            }
        }

        ServicePort port = ServicePort.Of(edge);
        return canStandInRule ? null : Identities.ProtocolNames.HasPorts(port.Protocol) ? RemarkKind.UnknownPort : RemarkKind.UnsupportedProtocol;
    }

    private void Note(Edge edge, RemarkKind kind, bool clientIsSubject)
    {
        End subject = clientIsSubject ? edge.Client : edge.Server, peer = clientIsSubject ? edge.Server : edge.Client;
        var key = (kind, subject.Name, peer.Name);
        if (!_reasons.TryGetValue(key, out var reason))
        {
            _reasons[key] = reason = (0, []);
        }

        reason.Ports.Add(ServicePort.Of(edge));
        _reasons[key] = (reason.Connections + edge.Evidence.Connections, reason.Ports);
    }
}
