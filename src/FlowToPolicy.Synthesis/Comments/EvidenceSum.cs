using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>The evidence of one port of a rule: that of all edges which need it, added up.</summary>
internal sealed class EvidenceSum
{
    private readonly SortedSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly SortedSet<Guid> _samples = [];
    private long _connections;
    private long _ofConnections;
    private long _first = long.MaxValue;
    private long _last;
    private int _days;
    private int _edges;
    private bool _atClient;
    private bool _atServer;
    private bool _audited;
    private bool _denied;
    private EdgeMarks _marks;
    private EdgeMarks _common = EdgeMarks.Unanswered | EdgeMarks.SeenOnce;

    /// <summary>Adds an edge.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="outcome">What became of the part of it that the rule is for.</param>
    /// <param name="connections">The connections of that part.</param>
    public void Add(Edge edge, EdgeOutcome outcome, long connections)
    {
        Graph.Evidence evidence = edge.Evidence;
        _edges++;
        _connections += connections;
        _ofConnections += evidence.Connections;
        _first = evidence.FirstSeen > 0 ? Math.Min(_first, evidence.FirstSeen) : _first;
        _last = Math.Max(_last, evidence.LastSeen);
        _days = Math.Max(_days, evidence.Days);
        _atClient |= evidence.SeenAtClient;
        _atServer |= evidence.SeenAtServer;
        _audited |= outcome == EdgeOutcome.Audited;
        _denied |= outcome == EdgeOutcome.Denied;
        _marks |= edge.Marks & (EdgeMarks.MaybeMasked | EdgeMarks.DirectionAssumed | EdgeMarks.PartlyDenied | EdgeMarks.ExplicitDenySeen);
        _common &= edge.Marks;
        _nodes.UnionWith(evidence.Nodes);
        _samples.UnionWith(evidence.Samples);
    }

    /// <summary>The evidence in words: lines for comments.</summary>
    public IReadOnlyList<string> Lines(EvidenceDetail detail)
    {
        if (detail == EvidenceDetail.None)
        {
            return [];
        }

        if (_edges == 0)
        {
            return ["derived: not seen itself; DNS over UDP falls back to TCP and the other way round"];
        }

        var lines = new List<string> { string.Join("; ", Facts()) };
        if (detail == EvidenceDetail.Full)
        {
            if (_nodes.Count > 0)
            {
                lines.Add(CommentText.OneLine("nodes: " + string.Join(", ", _nodes)));
            }

            if (_samples.Count > 0)
            {
                lines.Add("flows: " + string.Join(", ", _samples.Take(2)));
            }
        }

        return lines;
    }

    private IEnumerable<string> Facts()
    {
        string connections = _connections < _ofConnections
            ? $"{CommentText.Number(_connections)} of {CommentText.Count(_ofConnections, "connection", "connections")}"
            : CommentText.Count(_connections, "connection", "connections");
        yield return _days == 0 ? connections : $"{connections} on {CommentText.Count(_days, "day", "days")}";
        if (_last > 0)
        {
            yield return $"{CommentText.Time(Math.Min(_first, _last))} to {CommentText.Time(_last)}";
        }

        yield return (_atClient, _atServer) switch
        {
            (true, true) => "seen at both sides",
            (true, false) => "seen at the client",
            (false, true) => "seen at the server",
            _ => "side not known",
        };
        foreach (string mark in Marks())
        {
            yield return mark;
        }
    }

    private IEnumerable<string> Marks()
    {
        (bool Holds, string Text)[] marks =
        [
            (_audited, "AUDITED: today's policies would deny it"),
            (_denied, "DENIED in the window, admitted because it was asked for"),
            (_marks.HasFlag(EdgeMarks.ExplicitDenySeen), "an explicit deny rule matched"),
            (_marks.HasFlag(EdgeMarks.PartlyDenied), "part of it was denied"),
            (_common.HasFlag(EdgeMarks.Unanswered), "unanswered"),
            (_common.HasFlag(EdgeMarks.SeenOnce), "seen once"),
            (_marks.HasFlag(EdgeMarks.DirectionAssumed), "direction assumed"),
            (_marks.HasFlag(EdgeMarks.MaybeMasked), "client may be masked by address translation"),
        ];
        return marks.Where(mark => mark.Holds).Select(mark => mark.Text);
    }
}
