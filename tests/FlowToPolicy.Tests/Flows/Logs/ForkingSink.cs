using FlowToPolicy.Flows;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>A sink that remembers what it and its forks were given, in no particular order.</summary>
internal sealed class ForkingSink : IForkingSink
{
    private readonly RecordingSink _all = new();
    private readonly Action? _onFlow;

    public ForkingSink(Action? onFlow = null) => _onFlow = onFlow;

    public int Joined { get; private set; }

    public IEnumerable<string> Flows => _all.Flows.Order(StringComparer.Ordinal);

    public IEnumerable<SkipReason> Skips => _all.Skips.Order();

    public int Notices => _all.LostEvents.Count + _all.Statuses.Count;

    public void Accept(in Flow flow)
    {
        _all.Accept(in flow);
        _onFlow?.Invoke();
    }

    public void Lost(in LostEvents lost) => _all.Lost(in lost);

    public void Status(NodeStatus status) => _all.Status(status);

    public void Skip(SkipReason reason) => _all.Skip(reason);

    public IForkingSink Fork() => new ForkingSink(_onFlow);

    public void Join(IForkingSink fork)
    {
        RecordingSink other = ((ForkingSink)fork)._all;
        Joined++;
        _all.Flows.AddRange(other.Flows);
        _all.LostEvents.AddRange(other.LostEvents);
        _all.Statuses.AddRange(other.Statuses);
        _all.Skips.AddRange(other.Skips);
    }
}
