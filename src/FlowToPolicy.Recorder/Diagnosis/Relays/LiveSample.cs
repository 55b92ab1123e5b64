using FlowToPolicy.Flows;

namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>Counts flows as they arrive, by node. The stream and the asker are different threads.</summary>
internal sealed class LiveSample(TimeProvider clock) : IFlowSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Received, TimeSpan Behind)> _nodes = new(StringComparer.Ordinal);
    private long _lost;

    /// <summary>Events that were lost.</summary>
    public long LostEvents
    {
        get
        {
            lock (_gate)
            {
                return _lost;
            }
        }
    }

    /// <summary>What has arrived so far of each node, and how far its newest flow was behind the clock then.</summary>
    public Dictionary<string, (long Received, TimeSpan Behind)> Nodes()
    {
        lock (_gate)
        {
            return new(_nodes, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        lock (_gate)
        {
            bool isKnown = _nodes.TryGetValue(flow.NodeName, out (long Received, TimeSpan Behind) node);
            if (isKnown || _nodes.Count < FlowCensus.NodeLimit)
            {
                TimeSpan behind = flow.Time > 0 ? new TimeSpan(clock.GetUtcNow().UtcTicks - flow.Time) : TimeSpan.Zero;
                _nodes[flow.NodeName] = (node.Received + 1, behind);
            }
        }
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost)
    {
        lock (_gate)
        {
            // A reader that begins is told of one lost event, which is none.
            _lost += lost is { Source: LostEventSource.HubbleRingBuffer, Count: 1 } ? 0 : lost.Count;
        }
    }

    /// <inheritdoc/>
    public void Status(NodeStatus status)
    {
        // The reading before this one has told of the nodes.
    }

    /// <inheritdoc/>
    public void Skip(SkipReason reason)
    {
        // What is no flow is counted by the reading before this one.
    }
}
