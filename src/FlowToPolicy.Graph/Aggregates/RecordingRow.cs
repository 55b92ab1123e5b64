using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>What a row says of the recording itself, not of flows: which times were read, what was lost, how far a node was read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Node">The node's name; empty when nobody says.</param>
public sealed record RecordingRow(RecordingRowKind Kind, string Node)
{
    /// <summary>The first moment, in ticks UTC: of the time that was read, of the hour that is counted, or of the agent's start.</summary>
    public long First { get; init; }

    /// <summary>The last moment, in ticks UTC: of the time that was read, or the node's latest flow.</summary>
    public long Last { get; init; }

    /// <summary>Where events were lost, in the spelling of the format.</summary>
    public string Source { get; init; } = "";

    /// <summary>Events that were lost, or flows that were received.</summary>
    public long Count { get; init; }

    /// <summary>Flows that the node says it saw; 0 when it was not asked.</summary>
    public long Seen { get; init; }

    /// <summary>The keys of a node's flows just before <see cref="Last"/>, by which a later reading knows them again.</summary>
    public IReadOnlyList<Guid> Keys { get; init; } = [];

    /// <summary>The row with its line break, in UTF-8.</summary>
    public byte[] Line()
    {
        using var row = new AggregateRow();
        row.Text("type", AggregateFormat.RecordingTypes[(int)Kind]);
        bool isHour = Kind is RecordingRowKind.Lost or RecordingRowKind.Received;
        row.Time(isHour ? "bucket" : "first", First);
        row.Text("node", Node);
        row.Time("last", Last);
        row.Text("source", Source);
        row.Number(Kind == RecordingRowKind.Lost ? "events" : "received", Count);
        row.Number("seen", Seen);
        row.Texts("keys", [.. Keys.Select(key => key.ToString())]);
        return row.Line();
    }

    internal static RecordingRow Of(RecordingRowKind kind, AggregateFields row)
    {
        bool isHour = kind is RecordingRowKind.Lost or RecordingRowKind.Received;
        string source = row.Text("source");
        var read = new RecordingRow(kind, row.Text("node"))
        {
            First = row.Time(isHour ? "bucket" : "first"),
            Last = row.Time("last"),
            Source = source.Length == 0 && kind == RecordingRowKind.Lost ? "unknown" : source,
            Count = row.Count(kind == RecordingRowKind.Lost ? "events" : "received"),
            Seen = row.Count("seen"),
            Keys = [.. row.Texts("keys").Select(key => Guid.TryParse(key, out Guid id) ? id : throw new RowException("'keys' holds something that is no uuid"))],
        };
        return kind switch
        {
            RecordingRowKind.Recorded when read.First == 0 || read.Last < read.First => throw new RowException("'first' and 'last' of a time that was read are missing or exchanged"),
            RecordingRowKind.Mark when read.Last == 0 => throw new RowException("'last' is missing"),
            RecordingRowKind.Lost or RecordingRowKind.Received or RecordingRowKind.Restart when read.First == 0 => throw new RowException($"'{(isHour ? "bucket" : "first")}' is missing"),
            _ => read,
        };
    }

    /// <summary>Whether it says something of a window.</summary>
    /// <param name="since">The window's first moment in ticks UTC; 0 for all.</param>
    /// <param name="until">Its last moment in ticks UTC; 0 for all.</param>
    internal bool IsWithin(long since, long until)
    {
        long end = Kind switch
        {
            RecordingRowKind.Lost or RecordingRowKind.Received => First + TimeSpan.TicksPerHour,
            RecordingRowKind.Restart => First + 1,
            _ => Last,
        };
        return Kind == RecordingRowKind.Mark || ((since == 0 || end > since) && (until == 0 || First <= until));
    }
}

/// <summary>What a <see cref="RecordingRow"/> says.</summary>
public enum RecordingRowKind
{
    /// <summary>A time in which the node was read without a break.</summary>
    Recorded,

    /// <summary>Events that were lost in an hour.</summary>
    Lost,

    /// <summary>Flows of an hour that were received, and that the node says it saw.</summary>
    Received,

    /// <summary>The node's agent started anew.</summary>
    Restart,

    /// <summary>How far the node was read.</summary>
    Mark,
}
