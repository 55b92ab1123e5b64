using System.Buffers;
using System.Runtime.InteropServices;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>A batch that is still being put together. What is added later adds up with what is there. Not thread-safe.</summary>
internal sealed class BatchDraft
{
    private readonly Dictionary<(string Node, long Hour, LossSource Source), long> _losses = [];
    private readonly Dictionary<(string Node, long Hour), (long Received, long Seen)> _seen = [];
    private readonly Dictionary<string, NodeMark> _marks = new(StringComparer.Ordinal);

    /// <summary>What was folded, by hour.</summary>
    public Dictionary<long, GraphTally> Hours { get; private set; } = [];

    /// <summary>Times that were read.</summary>
    public List<RecordedSpan> Spans { get; private set; } = [];

    /// <summary>Agents that started anew.</summary>
    public HashSet<NodeRestart> Restarts { get; } = [];

    /// <summary>How large the fold is: ends, edges and ports.</summary>
    public long Weight => Hours.Values.Sum(t => (long)t.Edges.Count + t.Unclear.Count + t.Pods.Count + t.Identities.Count);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Hours.Count == 0 && _marks.Count == 0 && Spans.Count == 0 && Restarts.Count == 0 && _losses.Count == 0 && _seen.Count == 0;

    /// <summary>Counts events that were lost.</summary>
    public void AddLoss(string node, long hour, LossSource source, long events) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_losses, (node, hour, source), out _) += events;

    /// <summary>Counts flows that were received, or that the node saw.</summary>
    public void AddSeen(string node, long hour, long received, long seen)
    {
        ref (long Received, long Seen) count = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, (node, hour), out _);
        count = (count.Received + received, count.Seen + seen);
    }

    /// <summary>Takes the fold that was handed out.</summary>
    public void Put(Dictionary<long, GraphTally> hours) => Hours = hours;

    /// <summary>Takes the last mark of a node, of which the keys are rented (see <see cref="OverlapKeys.Rent"/>); they are this draft's from now on.</summary>
    public void Mark(NodeMark mark)
    {
        if (_marks.TryGetValue(mark.Node, out NodeMark? earlier))
        {
            Return(earlier);
        }

        _marks[mark.Node] = mark;
    }

    /// <summary>Gives back what its marks have rented: the batch is written, and nobody looks at it any more.</summary>
    public void Release()
    {
        foreach (NodeMark mark in _marks.Values)
        {
            Return(mark);
        }

        _marks.Clear();
    }

    /// <summary>Gives up what was folded: it counts as lost by the recorder.</summary>
    /// <returns>How many flows that were.</returns>
    public long DropFold()
    {
        long dropped = 0;
        foreach (((string node, long hour), (long received, _)) in _seen)
        {
            if (received > 0)
            {
                AddLoss(node, hour, LossSource.Recorder, received);
                dropped += received;
            }
        }

        Hours = [];
        return dropped;
    }

    /// <summary>Adds what came later, which is of no use afterwards.</summary>
    public void Add(BatchDraft later)
    {
        foreach ((long hour, GraphTally tally) in later.Hours)
        {
            if (Hours.TryGetValue(hour, out GraphTally? known))
            {
                known.Merge(tally);
            }
            else
            {
                Hours.Add(hour, tally);
            }
        }

        foreach (NodeMark mark in later._marks.Values)
        {
            Mark(mark);
        }

        foreach (((string node, long hour, LossSource source), long events) in later._losses)
        {
            AddLoss(node, hour, source, events);
        }

        foreach (((string node, long hour), (long received, long seen)) in later._seen)
        {
            AddSeen(node, hour, received, seen);
        }

        Restarts.UnionWith(later.Restarts);
        Spans.AddRange(later.Spans);
        Spans = Unite(Spans);
    }

    /// <summary>The batch; its marks are valid until <see cref="Release"/>.</summary>
    public RecordedBatch ToBatch() => new()
    {
        Hours = Hours,
        Marks = [.. _marks.Values.OrderBy(m => m.Node, StringComparer.Ordinal)],
        Spans = Spans,
        Losses = [.. _losses.OrderBy(l => l.Key).Select(l => new LossCount(l.Key.Node, l.Key.Hour, l.Key.Source, l.Value))],
        Seen = [.. _seen.OrderBy(s => s.Key).Select(s => new SeenCount(s.Key.Node, s.Key.Hour, s.Value.Received, s.Value.Seen))],
        Restarts = [.. Restarts.OrderBy(r => r.Node, StringComparer.Ordinal).ThenBy(r => r.Time)],
    };

    private static void Return(NodeMark mark)
    {
        if (mark.Overlap is ArraySegment<Guid> { Array: { } keys })
        {
            ArrayPool<Guid>.Shared.Return(keys);
        }
    }

    /// <summary>Spans of a node that touch become one.</summary>
    private static List<RecordedSpan> Unite(List<RecordedSpan> spans)
    {
        var united = new List<RecordedSpan>();
        foreach (RecordedSpan span in spans.OrderBy(s => s.Node, StringComparer.Ordinal).ThenBy(s => s.From))
        {
            if (united.Count > 0 && united[^1] is { } last && last.Node == span.Node && span.From <= last.To)
            {
                united[^1] = last with { To = Math.Max(last.To, span.To) };
            }
            else
            {
                united.Add(span);
            }
        }

        return united;
    }
}
