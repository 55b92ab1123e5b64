using System.Runtime.InteropServices;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>Folds a file by the hour and notes when which node reported. What has no time counts with what came before it.</summary>
internal sealed class HourFold : IFlowSink
{
    private readonly HourlyFold _hours = new();
    private readonly GraphBuilder _before = new();
    private readonly Dictionary<string, (long First, long Last)> _nodes = new(StringComparer.Ordinal);

    /// <summary>When which node reported.</summary>
    public IReadOnlyList<NodeTimes> Nodes =>
        [.. _nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => new NodeTimes(node.Key, node.Value.First, node.Value.Last))];

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        if (flow.Time > 0)
        {
            _hours.NoticeHour = flow.Time / TimeSpan.TicksPerHour;
            ref (long First, long Last) times = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, flow.NodeName, out bool known);
            times = known ? (Math.Min(times.First, flow.Time), Math.Max(times.Last, flow.Time)) : (flow.Time, flow.Time);
        }

        Current.Accept(flow);
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost) => Current.Lost(lost with { Time = 0 });

    /// <inheritdoc/>
    public void Status(NodeStatus status) => Current.Status(status);

    /// <inheritdoc/>
    public void Skip(SkipReason reason) => Current.Skip(reason);

    /// <summary>Hands out the sums by bucket.</summary>
    public Dictionary<Bucket, GraphTally> Take()
    {
        var hours = _hours.Take().ToDictionary(hour => Bucket.OfHour(hour.Key), hour => hour.Value);
        GraphTally before = _before.Tally;
        if (before.Read > 0 || before.Lost.Count > 0)
        {
            Bucket first = hours.Count == 0 ? Bucket.OfHour(0) : hours.Keys.MinBy(bucket => bucket.Hour);
            hours.TryAdd(first, new GraphTally());
            hours[first].Merge(before);
        }

        return hours;
    }

    private IFlowSink Current => _hours.NoticeHour > 0 ? _hours : _before;
}
