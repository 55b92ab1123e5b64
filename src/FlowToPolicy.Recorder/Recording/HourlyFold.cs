using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Graph.Folding;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>Folds flows by the hour of their time. Not thread-safe.</summary>
internal sealed class HourlyFold : IFlowSink
{
    private Dictionary<long, GraphBuilder> _hours = [];
    private long _hour = -1;
    private GraphBuilder? _current;

    /// <summary>How many hours are being folded.</summary>
    public int Hours => _hours.Count;

    /// <summary>Notices belong to the hour of the flow before them; this is the first one's, in hours since year 1.</summary>
    public long NoticeHour { get; set; }

    /// <inheritdoc/>
    public void Accept(in Flow flow) => At(HourOf(flow.Time)).Accept(flow);

    /// <inheritdoc/>
    public void Lost(in LostEvents lost) => At(HourOf(lost.Time)).Lost(lost);

    /// <inheritdoc/>
    public void Status(NodeStatus status) => At(NoticeHour).Status(status);

    /// <inheritdoc/>
    public void Skip(SkipReason reason) => At(NoticeHour).Skip(reason);

    /// <summary>Whether anything is folded for the hour.</summary>
    public bool Has(long hour) => _hours.ContainsKey(hour);

    /// <summary>The hour that a time is counted in; that of notices for a flow without a time.</summary>
    public long HourOf(long time) => time > 0 ? time / TimeSpan.TicksPerHour : NoticeHour;

    /// <summary>Hands out what was folded, and starts anew.</summary>
    public Dictionary<long, GraphTally> Take()
    {
        var tallies = new Dictionary<long, GraphTally>(_hours.Count);
        foreach ((long hour, GraphBuilder builder) in _hours)
        {
            tallies.Add(hour, builder.Tally);
        }

        (_hours, _hour, _current) = ([], -1, null);
        return tallies;
    }

    private GraphBuilder At(long hour)
    {
        if (hour == _hour && _current is not null)
        {
            return _current;
        }

        if (!_hours.TryGetValue(hour, out GraphBuilder? builder))
        {
            builder = new GraphBuilder();
            _hours.Add(hour, builder);
        }

        (_hour, _current) = (hour, builder);
        return builder;
    }
}
