using System.Runtime.InteropServices;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>How far one node was read.</summary>
internal sealed class NodeProgress
{
    private readonly long _overlap;
    private readonly OverlapKeys _keys = new();
    private readonly Dictionary<long, long> _receivedByHour = [];
    private bool _moved;

    /// <summary>A node of which nothing is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">How long the overlap and the settling are.</param>
    public NodeProgress(string name, RecordingOptions options)
    {
        (Name, Hash, _overlap) = (name, FlowKey.Hash(name), options.Overlap.Ticks);
        Span = new SpanTracker(name, options.SettleTicks);
    }

    /// <summary>The node's name as its flows give it.</summary>
    public string Name { get; }

    /// <summary>See <see cref="FlowKey.Hash"/>.</summary>
    public ulong Hash { get; }

    /// <summary>The time of its latest flow; 0 when none came.</summary>
    public long LastTime { get; private set; }

    /// <summary>Flows received, each once, since this recorder started.</summary>
    public long Received { get; private set; }

    /// <summary>Which times were read.</summary>
    public SpanTracker Span { get; }

    /// <summary>What the node says of itself.</summary>
    public NodeCount Count { get; } = new();

    /// <summary>Goes on from where an earlier run stopped.</summary>
    public void GoOnFrom(NodeMark mark)
    {
        LastTime = mark.LastTime;
        foreach (Guid key in mark.Overlap)
        {
            _keys.Add(mark.LastTime, key);
        }

        Span.GoOnFrom(mark.LastTime);
    }

    /// <summary>
    /// Whether an event is seen for the first time. One from before the overlap was read before (a node's events come in the order of
    /// time), one in the overlap is known by its key, a later one is new.
    /// </summary>
    public bool IsNew(long time, Guid key)
    {
        if (time < LastTime - _overlap || !_keys.Add(time, key))
        {
            return false;
        }

        if (time > LastTime)
        {
            LastTime = time;
            _keys.ForgetBefore(time - _overlap);
        }

        _moved = true;
        return true;
    }

    /// <summary>Counts a flow that is new.</summary>
    public void CountReceived(long hour)
    {
        Received++;
        CollectionsMarshal.GetValueRefOrAddDefault(_receivedByHour, hour, out _)++;
    }

    /// <summary>Gives the mark, the claimed times and the counts, as far as they changed.</summary>
    public void Take(BatchDraft draft)
    {
        if (_moved)
        {
            _moved = false;
            draft.Mark(new NodeMark(Name, LastTime, _keys.Rent()));
        }

        Span.Take(draft.Spans);
        foreach ((long hour, long received) in _receivedByHour)
        {
            draft.AddSeen(Name, hour, received, 0);
        }

        _receivedByHour.Clear();
        Count.Take(Name, draft);
    }
}
