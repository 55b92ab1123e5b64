using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// What a node says of itself from poll to poll: how many flows it saw and how long it runs. When what it saw has grown by exactly what
/// was received, then nothing between the two polls is missing, however often the stream broke.
/// </summary>
internal sealed class NodeCount
{
    private static readonly long StartTolerance = 5 * TimeSpan.TicksPerSecond;

    private readonly List<RecordedSpan> _proven = [];
    private readonly List<NodeRestart> _restarts = [];
    private readonly List<(long From, long To, long Seen)> _growth = [];
    private long _polled;
    private long _start;
    private long _seen;
    private long _received;
    private (long Time, long Seen, long Received)? _base;

    /// <summary>How many polls in a row found that the node saw flows of which none was received.</summary>
    public int Deaf { get; private set; }

    /// <summary>The node is not there: what it says later is not comparable.</summary>
    public void Leave() => (_polled, _base, Deaf) = (0, null, 0);

    /// <summary>Takes what a poll said.</summary>
    /// <param name="poll">What it said.</param>
    /// <param name="node">Whose.</param>
    /// <param name="slack">How far clocks may differ.</param>
    /// <returns>Whether the agent has started anew since the last poll.</returns>
    public bool Take(in NodePoll poll, NodeProgress node, long slack)
    {
        bool restarted = Restarted(poll, node);
        long grown = restarted || poll.Seen < _seen ? poll.Seen : poll.Seen - _seen;
        if (_polled != 0)
        {
            _growth.Add((restarted ? Math.Max(_polled, poll.Start) : _polled, poll.Asked, grown));
            Deaf = poll.Comparable && grown > 0 && node.Received == _received ? Deaf + 1 : 0;
        }

        _base = restarted || !poll.Comparable ? null : _base;
        if (_base is { } known && poll.Seen - known.Seen == poll.ReceivedBefore - known.Received)
        {
            Prove(node.Name, known.Time, poll.Asked - slack);
        }
        else if (_polled != 0 && !restarted && poll.Comparable && poll.Seen == _seen)
        {
            // All that it saw by the poll before has had the time between the two to arrive.
            _base = (poll.Asked, poll.Seen, node.Received);
        }

        (_polled, _start, _seen, _received) = (poll.Asked, poll.Start, poll.Seen, node.Received);
        return restarted;
    }

    /// <summary>Gives what is new.</summary>
    public void Take(string node, BatchDraft draft)
    {
        draft.Spans.AddRange(_proven);
        draft.Restarts.UnionWith(_restarts);
        foreach ((long from, long to, long seen) in _growth)
        {
            Spread(node, from, to, seen, draft);
        }

        _proven.Clear();
        _restarts.Clear();
        _growth.Clear();
    }

    private bool Restarted(in NodePoll poll, NodeProgress node)
    {
        bool restarted = _start != 0 ? poll.Start > _start + StartTolerance : node.LastTime != 0 && node.Received == 0 && poll.Start > node.LastTime + StartTolerance;
        if (restarted)
        {
            _restarts.Add(new NodeRestart(node.Name, poll.Start / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond));
        }

        return restarted;
    }

    private void Prove(string node, long from, long to)
    {
        if (to > from)
        {
            _proven.Add(new RecordedSpan(node, from, to));
        }
    }

    /// <summary>A count that grew over several hours is divided among them by their share of the time.</summary>
    private static void Spread(string node, long from, long to, long seen, BatchDraft draft)
    {
        long left = seen;
        for (long hour = from / TimeSpan.TicksPerHour; hour < to / TimeSpan.TicksPerHour && to > from; hour++)
        {
            long part = Math.Min((hour + 1) * TimeSpan.TicksPerHour, to) - Math.Max(hour * TimeSpan.TicksPerHour, from);
            long share = (long)((double)seen * part / (to - from));
            draft.AddSeen(node, hour, 0, share);
            left -= share;
        }

        draft.AddSeen(node, to / TimeSpan.TicksPerHour, 0, left);
    }
}

/// <summary>What a node said of itself at one moment.</summary>
/// <param name="Asked">When it was asked, in ticks UTC.</param>
/// <param name="Start">When its agent started, by its uptime, in ticks UTC.</param>
/// <param name="Seen">Flows that it saw since then.</param>
/// <param name="ReceivedBefore">Flows of it that had been received when it was asked.</param>
/// <param name="Comparable">Whether all its flows are asked for, so that what it saw and what was received can agree.</param>
internal readonly record struct NodePoll(long Asked, long Start, long Seen, long ReceivedBefore, bool Comparable);
