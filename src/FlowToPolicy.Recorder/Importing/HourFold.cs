using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>Folds flows of a file by the hour of their time. What has no time counts with what came before it.</summary>
internal sealed class HourFold : IFlowSink
{
    private readonly Dictionary<long, GraphBuilder> _hours = [];
    private readonly Dictionary<string, (long First, long Last)> _nodes = new(StringComparer.Ordinal);
    private readonly GraphBuilder _before = new();
    private GraphBuilder? _current;
    private long _hour;

    /// <summary>When which node reported.</summary>
    public IReadOnlyList<NodeTimes> Nodes =>
        [.. _nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => new NodeTimes(node.Key, node.Value.First, node.Value.Last))];

    /// <summary>The sums by hour.</summary>
    public Dictionary<long, GraphTally> Hours()
    {
        var hours = _hours.ToDictionary(hour => hour.Key, hour => hour.Value.Tally);
        if (_before.Tally.Read > 0)
        {
            long first = hours.Count == 0 ? 0 : hours.Keys.Min();
            hours.TryAdd(first, new GraphTally());
            hours[first].Merge(_before.Tally);
        }

        return hours;
    }

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        if (flow.Time > 0)
        {
            Turn(flow.Time / TimeSpan.TicksPerHour);
            ref (long First, long Last) times = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_nodes, flow.NodeName, out bool known);
            times = known ? (Math.Min(times.First, flow.Time), Math.Max(times.Last, flow.Time)) : (flow.Time, flow.Time);
        }

        (_current ?? _before).Accept(flow);
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost) => (_current ?? _before).Lost(lost);

    /// <inheritdoc/>
    public void Status(NodeStatus status) => (_current ?? _before).Status(status);

    /// <inheritdoc/>
    public void Skip(SkipReason reason) => (_current ?? _before).Skip(reason);

    private void Turn(long hour)
    {
        if (_current is not null && hour == _hour)
        {
            return;
        }

        if (!_hours.TryGetValue(hour, out GraphBuilder? builder))
        {
            builder = new GraphBuilder();
            _hours.Add(hour, builder);
        }

        (_current, _hour) = (builder, hour);
    }
}
