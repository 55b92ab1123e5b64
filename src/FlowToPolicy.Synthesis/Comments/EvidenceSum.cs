using System.Text;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>The evidence of one port of a rule: that of all edges which need it, added up.</summary>
internal sealed class EvidenceSum
{
    private readonly List<Edge> _edges = [];
    private long _connections;
    private long _ofConnections;
    private long _first = long.MaxValue;
    private long _last;
    private int _days;
    private bool _atClient;
    private bool _atServer;
    private bool _audited;
    private bool _denied;
    private EdgeMarks _marks;
    private EdgeMarks _common = EdgeMarks.Unanswered | EdgeMarks.SeenOnce;

    /// <summary>Adds an edge, or a part of one.</summary>
    public void Add(in EvidencePart part)
    {
        (Edge edge, EdgeOutcome outcome, long connections) = part;
        Graph.Evidence evidence = edge.Evidence;
        _edges.Add(edge);
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
    }

    /// <summary>The evidence in words: lines for comments.</summary>
    public IReadOnlyList<string> Lines(EvidenceDetail detail)
    {
        if (detail == EvidenceDetail.None)
        {
            return [];
        }

        if (_edges.Count == 0)
        {
            return ["derived: not seen itself; DNS over UDP falls back to TCP and the other way round"];
        }

        string facts = Facts();
        if (detail == EvidenceDetail.Summary)
        {
            return [facts];
        }

        var lines = new List<string> { facts };
        string[] nodes = [.. _edges.SelectMany(edge => edge.Evidence.Nodes).Distinct().Order(StringComparer.Ordinal)];
        if (nodes.Length > 0)
        {
            lines.Add(CommentText.OneLine("nodes: " + string.Join(", ", nodes)));
        }

        Guid[] samples = [.. _edges.SelectMany(edge => edge.Evidence.Samples).Distinct().Order().Take(2)];
        if (samples.Length > 0)
        {
            lines.Add("flows: " + string.Join(", ", samples));
        }
        return lines;
    }

    private string Facts()
    {
        var facts = new StringBuilder(128);
        facts.Append(_connections < _ofConnections
            ? $"{CommentText.Number(_connections)} of {CommentText.Count(_ofConnections, "connection", "connections")}"
            : CommentText.Count(_connections, "connection", "connections"));
        if (_days > 0)
        {
            facts.Append(" on ").Append(CommentText.Count(_days, "day", "days"));
        }

        if (_last > 0)
        {
            CommentText.AppendTime(facts.Append("; "), Math.Min(_first, _last));
            CommentText.AppendTime(facts.Append(" to "), _last);
        }

        facts.Append((_atClient, _atServer) switch
        {
            (true, true) => "; seen at both sides",
            (true, false) => "; seen at the client",
            (false, true) => "; seen at the server",
            _ => "; side not known",
        });
        AppendMarks(facts);
        return facts.ToString();
    }

    private void AppendMarks(StringBuilder facts)
    {
        Mark(_audited, "AUDITED: today's policies would deny it");
        Mark(_denied, "DENIED in the window, admitted because it was asked for");
        Mark(_marks.HasFlag(EdgeMarks.ExplicitDenySeen), "an explicit deny rule matched");
        Mark(_marks.HasFlag(EdgeMarks.PartlyDenied), "part of it was denied");
        Mark(_common.HasFlag(EdgeMarks.Unanswered), "unanswered");
        Mark(_common.HasFlag(EdgeMarks.SeenOnce), "seen once");
        Mark(_marks.HasFlag(EdgeMarks.DirectionAssumed), "direction assumed");
        Mark(_marks.HasFlag(EdgeMarks.MaybeMasked), "client may be masked by address translation");

        void Mark(bool holds, string text)
        {
            if (holds)
            {
                facts.Append("; ").Append(text);
            }
        }
    }
}
