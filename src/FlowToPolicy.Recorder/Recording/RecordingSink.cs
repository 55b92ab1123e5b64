using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// Takes the events of one stream after the other: tells repeated ones from new ones, folds the new ones by hour, and knows how far each
/// node was read. The stream, the clock and the polls call it from different threads.
/// </summary>
internal sealed class RecordingSink : IFlowSink
{
    private readonly Lock _gate = new();
    private readonly RecordingOptions _options;
    private readonly NodeTable _nodes;
    private readonly HourlyFold _fold = new();
    private BatchDraft _draft = new();
    private long _limit;
    private long _flows;
    private long _repeated;
    private readonly long[] _lost = new long[(int)LossSource.Recorder];
    private long _dropped;
    private long _flowsAtTick;
    private DateTimeOffset? _lastFlow;

    /// <summary>Goes on from the marks of an earlier run.</summary>
    public RecordingSink(RecordingOptions options, IReadOnlyList<NodeMark> marks)
    {
        (_options, _nodes) = (options, new NodeTable(options));
        foreach (NodeMark mark in marks)
        {
            _nodes.Get(mark.Node)?.GoOnFrom(mark);
        }

        SetClock();
    }

    /// <summary>Whether a node refused the field mask in the midst of a stream.</summary>
    public Action MaskRefused { get; set; } = () => { };

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        lock (_gate)
        {
            if (_nodes.Get(flow.NodeName) is not { } node || flow.Time > _limit || !HasRoom(flow.Time))
            {
                Drop(flow.NodeName, 1);
                return;
            }

            if (flow.Time > 0)
            {
                node.Span.See(flow.Time, _draft.Spans);
                if (!node.IsNew(flow.Time, FlowKey.Of(flow, node.Hash)))
                {
                    _repeated++;
                    return;
                }
            }

            _flows++;
            _fold.Accept(flow);
            node.CountReceived(_fold.HourOf(flow.Time));
        }
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost)
    {
        lock (_gate)
        {
            NodeProgress? node = _nodes.Find(lost.NodeName) ?? _nodes.Get(lost.NodeName);

            // A reader that begins at the oldest flow of a ring is told of one lost event, which is none.
            bool isStart = lost is { Source: LostEventSource.HubbleRingBuffer, Count: 1 } && node is null or { Span.IsApart: true };
            if (isStart || lost.Count <= 0 || lost.Time > _limit || !HasRoom(lost.Time) || (node is not null && lost.Time > 0 && !node.IsNew(lost.Time, FlowKey.Of(lost, node.Hash))))
            {
                return;
            }

            // A source that is newer than this program counts as one that is not said.
            LossSource source = (int)lost.Source is > 0 and < (int)LossSource.Recorder ? (LossSource)lost.Source : LossSource.Unknown;
            _lost[(int)source] += lost.Count;
            _fold.Lost(lost);
            _draft.AddLoss(node?.Name ?? lost.NodeName, _fold.HourOf(lost.Time), source, lost.Count);
        }
    }

    /// <inheritdoc/>
    public void Status(NodeStatus status)
    {
        lock (_gate)
        {
            _fold.Status(status);
            if (status.State is NodeState.Error or NodeState.Unavailable or NodeState.Gone)
            {
                foreach (string name in status.Nodes)
                {
                    _nodes.Find(name)?.Span.Break();
                }
            }
        }

        if (status.State is NodeState.Error or NodeState.Unavailable)
        {
            _options.Tell(new(RecordingEvent.NodeLost, $"{string.Join(", ", status.Nodes)}: {(status.Message.Length > 0 ? status.Message : "the relay cannot reach it")}"));
        }

        if (status.RefusesFieldMask)
        {
            MaskRefused();
        }
    }

    /// <inheritdoc/>
    public void Skip(SkipReason reason)
    {
        lock (_gate)
        {
            _fold.Skip(reason);
        }
    }

    /// <summary>The stream has ended: every node has to show how far back it still reaches.</summary>
    public void Break()
    {
        lock (_gate)
        {
            foreach (NodeProgress node in _nodes.All)
            {
                node.Span.Break();
            }
        }
    }

    /// <summary>A second has passed.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            SetClock();
            foreach (NodeProgress node in _nodes.All)
            {
                node.Span.Tick();
            }

            if (_flows != _flowsAtTick)
            {
                (_flowsAtTick, _lastFlow) = (_flows, _options.Clock.GetUtcNow());
            }
        }
    }

    /// <summary>From which time on the next stream is to be read; 0 for everything that the rings hold.</summary>
    public long Since()
    {
        lock (_gate)
        {
            long latest = _nodes.All.Max(n => (long?)n.LastTime) ?? 0;
            long reach = latest - _options.Reach.Ticks;
            long earliest = _nodes.All.Where(n => n.LastTime > reach && n.LastTime > 0).Min(n => (long?)n.LastTime) ?? 0;
            return earliest == 0 ? 0 : Math.Max(1, earliest - _options.Overlap.Ticks - _options.Settle.Ticks);
        }
    }

    /// <summary>How many flows of each node have been received.</summary>
    public Dictionary<string, long> Received()
    {
        lock (_gate)
        {
            return _nodes.All.ToDictionary(n => n.Name, n => n.Received, StringComparer.Ordinal);
        }
    }

    /// <summary>Takes what the relay says of its nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="received">What <see cref="Received"/> was before they were asked.</param>
    /// <param name="asked">When they were asked, in ticks UTC.</param>
    /// <param name="comparable">Whether all flows of the nodes are asked for.</param>
    /// <returns>A node that sees flows of which none arrives; null when there is none.</returns>
    public string? Polled(IReadOnlyList<RelayNode> nodes, Dictionary<string, long> received, long asked, bool comparable)
    {
        var notices = new List<string>();
        string? deaf;
        lock (_gate)
        {
            deaf = _nodes.Polled(nodes, received, asked, comparable, notices);
        }

        notices.ForEach(text => _options.Tell(new(RecordingEvent.NodeRestarted, text)));
        return deaf;
    }

    /// <summary>Hands out what came since the last call.</summary>
    /// <param name="isLast">Whether the reading has ended in good order.</param>
    public BatchDraft Take(bool isLast)
    {
        lock (_gate)
        {
            BatchDraft draft = _draft;
            _draft = new BatchDraft();
            foreach (NodeProgress node in _nodes.All)
            {
                if (isLast)
                {
                    node.Span.Finish();
                }

                node.Take(draft);
            }

            draft.Put(_fold.Take());
            return draft;
        }
    }

    /// <summary>Fills in what this knows.</summary>
    public RecordingCounters Counters()
    {
        lock (_gate)
        {
            return new RecordingCounters
            {
                Flows = _flows,
                Repeated = _repeated,
                Lost = _lost.Sum(),
                LostBySource = Enumerable.Range(0, _lost.Length).Where(i => _lost[i] > 0).ToDictionary(i => (LossSource)i, i => _lost[i]),
                Dropped = _dropped,
                LastFlow = _lastFlow,
                Nodes = _nodes.Count,
            };
        }
    }

    private void SetClock()
    {
        long now = _options.Clock.GetUtcNow().UtcTicks;
        (_limit, _fold.NoticeHour) = (now + _options.Ahead.Ticks, now / TimeSpan.TicksPerHour);
    }

    private bool HasRoom(long time) => _fold.Hours < _options.MaxHours || _fold.Has(_fold.HourOf(time));

    private void Drop(string node, long flows)
    {
        _dropped += flows;
        _draft.AddLoss(_nodes.Find(node)?.Name ?? "", _fold.NoticeHour, LossSource.Recorder, flows);
    }
}
