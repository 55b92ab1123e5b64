using FlowToPolicy.Flows;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>A sink that remembers what it was given.</summary>
internal sealed class RecordingSink : IFlowSink
{
    public List<string> Flows { get; } = [];

    public List<LostEvents> LostEvents { get; } = [];

    public List<NodeStatus> Statuses { get; } = [];

    public List<SkipReason> Skips { get; } = [];

    public void Accept(in Flow flow) => Flows.Add(FlowText.Of(in flow));

    public void Lost(in LostEvents lost) => LostEvents.Add(lost);

    public void Status(NodeStatus status) => Statuses.Add(status);

    public void Skip(SkipReason reason) => Skips.Add(reason);
}
