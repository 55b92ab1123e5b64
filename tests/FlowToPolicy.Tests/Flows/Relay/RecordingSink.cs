using FlowToPolicy.Flows;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>Keeps what it is given.</summary>
internal sealed class RecordingSink : IFlowSink
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Flow> Flows { get; } = [];

    public List<LostEvents> LostEvents { get; } = [];

    public List<NodeStatus> Statuses { get; } = [];

    public List<SkipReason> Skipped { get; } = [];

    /// <summary>Completes with the first flow.</summary>
    public Task First => _first.Task;

    public void Accept(in Flow flow)
    {
        Flows.Add(flow);
        _first.TrySetResult();
    }

    public void Lost(in LostEvents lost) => LostEvents.Add(lost);

    public void Status(NodeStatus status) => Statuses.Add(status);

    public void Skip(SkipReason reason) => Skipped.Add(reason);
}
