using System.Text.Json;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>Reads rows of sums and adds them up by hour and day. Fields that it does not know are passed by.</summary>
/// <param name="since">Only buckets that end after this, in ticks UTC; 0 for all.</param>
/// <param name="until">Only buckets that begin by then, in ticks UTC; 0 for all.</param>
public sealed class AggregateReader(long since = 0, long until = 0)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    private readonly Dictionary<(long Start, int Hours), Sum> _sums = [];
    private readonly List<RecordingRow> _recording = [];

    /// <summary>Which flows were recorded, in words, as the last header says that says anything; empty for all.</summary>
    public string Selection { get; private set; } = "";

    /// <summary>What the rows say of the recording itself.</summary>
    public IReadOnlyList<RecordingRow> Recording => _recording;

    /// <summary>Rows that lie outside the window.</summary>
    public long Outside { get; private set; }

    /// <summary>Lines that were no row.</summary>
    public long Refused { get; private set; }

    /// <summary>The sums by bucket: its first moment in ticks UTC and its hours.</summary>
    public IReadOnlyDictionary<(long Start, int Hours), GraphTally> Buckets()
    {
        foreach (Sum sum in _sums.Values.Where(sum => !sum.IsSummed))
        {
            // Whoever wrote the rows did not say how many lines there were: those of the rows.
            sum.Tally.Read += sum.Lines;
            sum.Lines = 0;
        }

        return _sums.ToDictionary(pair => pair.Key, pair => pair.Value.Tally);
    }

    /// <summary>Counts a line that could not be read.</summary>
    public void Refuse() => Refused++;

    /// <summary>Reads one line. Throws <see cref="RowException"/> with what is wrong; nothing of the line is added then.</summary>
    public void Read(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, Options);
        }
        catch (JsonException cause)
        {
            throw new RowException("it is no JSON", cause);
        }

        using (document)
        {
            try
            {
                Read(document.RootElement.ValueKind == JsonValueKind.Object ? new AggregateFields(document.RootElement) : throw new RowException("it is no JSON object"));
            }
            catch (InvalidOperationException cause)
            {
                // A text that is no valid UTF-16, such as a lone surrogate.
                throw new RowException("a text in it is none", cause);
            }
        }
    }

    private void Read(AggregateFields row)
    {
        if (row.Has("apiVersion"))
        {
            CheckHeader(row);
            return;
        }

        string type = row.Text("type") is { Length: > 0 } given ? given : AggregateFormat.Edge;
        if (Array.IndexOf(AggregateFormat.RecordingTypes, type) is >= 0 and var kind)
        {
            Take(RecordingRow.Of((RecordingRowKind)kind, row));
            return;
        }

        long first = row.Time("first"), last = row.Time("last");
        long start = row.Has("bucket") ? row.Time("bucket") : first;
        int hours = row.Has("hours") ? row.Small("hours", 24) : 1;
        if (hours is not (1 or 24))
        {
            throw new RowException("'hours' is neither 1 nor 24");
        }

        start -= start % (hours * TimeSpan.TicksPerHour);
        if ((since > 0 && start + (hours * TimeSpan.TicksPerHour) <= since) || (until > 0 && start > until))
        {
            Outside++;
            return;
        }

        var part = new GraphTally();
        long lines = Take(type, row, part, first, last > 0 ? last : first);
        if (!_sums.TryGetValue((start, hours), out Sum? sum))
        {
            sum = new Sum();
            _sums.Add((start, hours), sum);
        }

        sum.Tally.Merge(part);
        sum.Lines += lines;
        sum.IsSummed |= type == AggregateFormat.Summary;
    }

    private void Take(RecordingRow row)
    {
        if (row.IsWithin(since, until))
        {
            _recording.Add(row);
        }
        else
        {
            Outside++;
        }
    }

    private void CheckHeader(AggregateFields row)
    {
        if (!AggregateFormat.Readable.Contains(row.Text("apiVersion")) || row.Text("kind") != AggregateFormat.Kind)
        {
            throw new RowException($"its header names {row.Text("apiVersion")} {row.Text("kind")}, and this program reads {string.Join(" and ", AggregateFormat.Readable)} {AggregateFormat.Kind}");
        }

        Selection = row.Text("selection") is { Length: > 0 } selection ? selection : Selection;
    }

    private static long Take(string type, AggregateFields row, GraphTally part, long first, long last)
    {
        switch (type)
        {
            case AggregateFormat.Edge:
                return EdgeFields.AddTo(part, row, first, last);
            case AggregateFormat.Pods:
                EndFields.AddPods(part, row);
                return 0;
            case AggregateFormat.Names:
                EndFields.AddNames(part, row);
                return 0;
            case AggregateFormat.Identity:
                EndFields.AddIdentity(part, row);
                return 0;
            case AggregateFormat.Summary:
                SummaryFields.AddTo(part, row, first, last);
                return 0;
            default:
                throw new RowException($"'{type}' is no type of row that this program knows");
        }
    }

    private sealed class Sum
    {
        public GraphTally Tally { get; } = new();

        public long Lines { get; set; }

        public bool IsSummed { get; set; }
    }
}
