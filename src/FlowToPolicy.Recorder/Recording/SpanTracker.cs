using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// Which times of one node were read without a break, by its flows. It claims late and never takes back: a relay may tell up to ten
/// seconds afterwards that it had lost a node, so that a time is claimed when nothing was heard against it for some ticks.
/// </summary>
/// <param name="node">The node's name.</param>
/// <param name="settleTicks">After how many calls of <see cref="Tick"/> a time counts as certain.</param>
internal sealed class SpanTracker(string node, int settleTicks)
{
    private readonly long[] _reached = new long[settleTicks];
    private int _next;
    private int _ticks;
    private long _from;
    private long _to;
    private long _claimed;
    private long _given;

    /// <summary>Whether nothing of the node has come since the stream to it began or may have broken.</summary>
    public bool IsApart { get; private set; } = true;

    /// <summary>
    /// A flow came, a repeated one too. After a break it says how far back the node's ring still reaches: a ring gives its flows without
    /// a gap from some flow on, so that the reading went on without a break when that flow is not later than what is claimed.
    /// </summary>
    /// <param name="time">The flow's time.</param>
    /// <param name="ended">Takes what was claimed of a time that ends here.</param>
    public void See(long time, List<RecordedSpan> ended)
    {
        if (IsApart)
        {
            IsApart = false;
            if (_claimed == 0 || time > _claimed || _claimed < _from)
            {
                Take(ended);
                (_from, _to, _given) = (time, time, 0);
            }
        }

        _to = Math.Max(_to, time);
    }

    /// <summary>The stream to the node broke, or may have: what is not claimed yet never will be, unless the ring gives it once more.</summary>
    public void Break()
    {
        IsApart = true;
        (_ticks, _next) = (0, 0);
        _to = Math.Max(_from, _claimed);
    }

    /// <summary>The agent started anew at a time: a reading that began earlier broke then.</summary>
    public void BreakAt(long time)
    {
        if (_from < time)
        {
            Break();
        }
    }

    /// <summary>A second has passed in which nothing was heard against the node.</summary>
    public void Tick()
    {
        if (IsApart)
        {
            return;
        }

        if (_ticks == settleTicks)
        {
            _claimed = Math.Max(_claimed, _reached[_next]);
        }

        _reached[_next] = _to;
        _next = (_next + 1) % settleTicks;
        _ticks = Math.Min(_ticks + 1, settleTicks);
    }

    /// <summary>The reading ends in good order: everything that came is claimed.</summary>
    public void Finish()
    {
        if (!IsApart)
        {
            _claimed = Math.Max(_claimed, _to);
        }
    }

    /// <summary>Goes on from what was read in an earlier run.</summary>
    public void GoOnFrom(long time) => (_from, _to, _claimed, _given) = (time, time, time, time);

    /// <summary>Gives what is claimed and was not given before.</summary>
    public void Take(List<RecordedSpan> spans)
    {
        long from = _given == 0 ? _from : _given;
        if (_claimed != 0 && _claimed >= from && _claimed != _given)
        {
            _given = _claimed;
            spans.Add(new RecordedSpan(node, from, _claimed));
        }
    }
}
