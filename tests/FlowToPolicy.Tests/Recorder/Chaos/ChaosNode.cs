using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Relay;
using Google.Protobuf.WellKnownTypes;

namespace FlowToPolicy.Tests.Recorder.Chaos;

/// <summary>A node with its ring, and the truth of what it ever saw. Guarded by the lock of its relay.</summary>
internal sealed class ChaosNode(string name, int capacity, DateTimeOffset start)
{
    private readonly List<GetFlowsResponse> _ring = [];
    private long _first;
    private DateTimeOffset _last;

    public string Name => name;

    /// <summary>When the agent started.</summary>
    public DateTimeOffset Started { get; private set; } = start;

    /// <summary>Flows since the start.</summary>
    public ulong Seen { get; private set; }

    /// <summary>Whether the relay reaches it.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Whether agents of this age lack uuids.</summary>
    public bool WithoutUuids { get; init; }

    /// <summary>The agent's version.</summary>
    public string Version { get; init; } = "1.18.2";

    /// <summary>Every flow that was ever seen: its time and the port that it alone has.</summary>
    public List<(long Time, uint Port)> Flows { get; } = [];

    /// <summary>Every loss that was ever told.</summary>
    public List<(long Time, ulong Events)> Losses { get; } = [];

    /// <summary>The number of the event after the last one.</summary>
    public long End => _first + _ring.Count;

    public int InRing => _ring.Count;

    public int Capacity => capacity;

    public void AddFlow(DateTimeOffset time, uint port)
    {
        time = InOrder(time);
        GetFlowsResponse flow = HubbleMessages.Flow($"shop/{name.Replace('/', '-')}", "shop/db", port, 0, name);
        Timestamp at = Timestamp.FromDateTimeOffset(time);
        (flow.Time, flow.Flow.Time) = (at, at);
        flow.Flow.Uuid = WithoutUuids ? "" : Guid.NewGuid().ToString();
        Flows.Add((time.UtcTicks, port));
        Seen++;
        Add(flow);
    }

    public void AddLoss(DateTimeOffset time, ulong events)
    {
        time = InOrder(time);
        Losses.Add((time.UtcTicks, events));
        Add(new GetFlowsResponse
        {
            LostEvents = new LostEvent { Source = LostEventSource.PerfEventRingBuffer, NumEventsLost = events },
            NodeName = name,
            Time = Timestamp.FromDateTimeOffset(time),
        });
    }

    /// <summary>The agent starts anew: its ring is empty.</summary>
    public void Restart(DateTimeOffset time)
    {
        _first += _ring.Count;
        _ring.Clear();
        (Seen, Started) = (0, time);
    }

    /// <summary>The number of the first event that a request asks for.</summary>
    public long Begin(GetFlowsRequest request)
    {
        if (request.Since is null)
        {
            return request.Number > 0 ? Math.Max(_first, End - (long)request.Number) : End;
        }

        int skipped = _ring.FindIndex(e => e.Time.CompareTo(request.Since) >= 0);
        return _first + (skipped < 0 ? _ring.Count : skipped);
    }

    /// <summary>The event of a number; the events before the ring's first one are gone.</summary>
    public GetFlowsResponse? Read(ref long cursor)
    {
        cursor = Math.Max(cursor, _first);
        return cursor < End ? _ring[(int)(cursor++ - _first)] : null;
    }

    /// <summary>A node's events come in the order of time.</summary>
    private DateTimeOffset InOrder(DateTimeOffset time) => _last = time > _last ? time : _last;

    private void Add(GetFlowsResponse message)
    {
        if (_ring.Count == capacity)
        {
            _ring.RemoveAt(0);
            _first++;
        }

        _ring.Add(message);
    }
}
