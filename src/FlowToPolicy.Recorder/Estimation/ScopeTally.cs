using FlowToPolicy.Graph;

namespace FlowToPolicy.Recorder.Estimation;

/// <summary>Counts the edges of one scope by how often they were seen.</summary>
internal sealed class ScopeTally
{
    private int _edges;
    private long _connections;
    private int _once;
    private int _twice;
    private int _onOneDay;
    private int _onTwoDays;
    private int _onThreeDays;

    public void Add(Evidence evidence)
    {
        _edges++;
        _connections += evidence.Connections;
        _once += evidence.Connections == 1 ? 1 : 0;
        _twice += evidence.Connections == 2 ? 1 : 0;
        _onOneDay += evidence.Days <= 1 ? 1 : 0;
        _onTwoDays += evidence.Days == 2 ? 1 : 0;
        _onThreeDays += evidence.Days == 3 ? 1 : 0;
    }

    public ScopeConfidence Conclude(string scope, int days) => new()
    {
        Scope = scope,
        Edges = _edges,
        Connections = _connections,
        SeenOnce = _once,
        OnOneDay = _onOneDay,
        UnseenChance = GoodTuring.UnseenChance(_connections, _once, _twice),
        NewEdgesNextDay = GoodTuring.NewKindsNextDay(days, _onOneDay, _onTwoDays, _onThreeDays),
        UnseenEdgesAtLeast = GoodTuring.UnseenKindsAtLeast(days, _onOneDay, _onTwoDays),
    };
}
