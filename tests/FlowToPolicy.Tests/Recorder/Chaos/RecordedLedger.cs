using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Tests.Recorder.Chaos;

/// <summary>A store in memory: adds up what is committed, all or nothing.</summary>
internal sealed class RecordedLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, NodeMark> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, long> _linesByPort = [];

    private int _failures;

    public List<RecordedSpan> Spans { get; } = [];

    public List<LossCount> Losses { get; } = [];

    public List<SeenCount> Seen { get; } = [];

    public HashSet<NodeRestart> Restarts { get; } = [];

    public int Commits { get; private set; }

    /// <summary>How many of the next commits fail.</summary>
    public int Failures
    {
        get => Volatile.Read(ref _failures);
        set => Volatile.Write(ref _failures, value);
    }

    public IReadOnlyList<NodeMark> Marks
    {
        get
        {
            lock (_gate)
            {
                return [.. _marks.Values];
            }
        }
    }

    /// <summary>How many flows to this port were recorded.</summary>
    public long Lines(uint port)
    {
        lock (_gate)
        {
            return _linesByPort.GetValueOrDefault(port);
        }
    }

    public long TotalLines
    {
        get
        {
            lock (_gate)
            {
                return _linesByPort.Values.Sum();
            }
        }
    }

    public void Commit(RecordedBatch batch)
    {
        if (Failures > 0)
        {
            Interlocked.Decrement(ref _failures);
            throw new IOException("no space left on device");
        }

        lock (_gate)
        {
            Commits++;
            foreach ((RawEdge edge, EdgeTally tally) in batch.Hours.Values.SelectMany(h => h.Edges))
            {
                _linesByPort[edge.Port] = _linesByPort.GetValueOrDefault(edge.Port) + tally.Lines;
            }

            foreach (NodeMark mark in batch.Marks)
            {
                // The batch's own memory is used for the next one.
                _marks[mark.Node] = mark with { Overlap = [.. mark.Overlap] };
            }

            Spans.AddRange(batch.Spans);
            Losses.AddRange(batch.Losses);
            Seen.AddRange(batch.Seen);
            Restarts.UnionWith(batch.Restarts);
        }
    }

    /// <summary>Whether a time lies within what is claimed of a node, and not at its edge, where other flows of the same moment may be missing.</summary>
    public bool Claims(string node, long time) => United(node).Any(s => s.From < time && time < s.To);

    /// <summary>What is claimed of a node, as few spans as possible.</summary>
    public IReadOnlyList<RecordedSpan> United(string node)
    {
        var united = new List<RecordedSpan>();
        foreach (RecordedSpan span in Spans.Where(s => s.Node == node).OrderBy(s => s.From))
        {
            if (united.Count > 0 && span.From <= united[^1].To)
            {
                united[^1] = united[^1] with { To = Math.Max(united[^1].To, span.To) };
            }
            else
            {
                united.Add(span);
            }
        }

        return united;
    }
}
