using FlowToPolicy.Flows.Decoding.Protobuf;
using FlowToPolicy.Hubble.Api;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Takes the messages of one stream and gives them on: decoded, filtered, counted.</summary>
internal sealed class RelayReading(FlowRequest request, EndpointTable endpoints, IFlowSink sink, RelayProgress progress)
{
    private readonly FlowWireDecoder _decoder = new(endpoints);
    private readonly FlowFilter _filter = request.ToFilter();
    private readonly long _limit = request.Follow ? 0 : Math.Max(request.Last, request.First);
    private readonly Dictionary<string, long> _byNode = new(StringComparer.Ordinal);
    private NodeBook _nodes = new();
    private Flow _flow = Flow.Blank;
    private bool _withMask;

    /// <summary>How many flows came, wanted or not.</summary>
    public long Flows { get; private set; }

    /// <summary>Whether a node refused the field mask before any flow came.</summary>
    public bool MaskRefused { get; private set; }

    /// <summary>Why no flow came and none can come, or null; see <see cref="NodeBook.Hopeless"/>.</summary>
    public string? Hopeless(bool ended) => Flows == 0 ? _nodes.Hopeless(ended) : null;

    /// <summary>A stream starts.</summary>
    public void Start(bool withMask)
    {
        _withMask = withMask;
        _nodes = new NodeBook();
        MaskRefused = false;
    }

    /// <summary>Takes one <c>GetFlowsResponse</c>.</summary>
    public void Take(ReadOnlySpan<byte> message)
    {
        progress.AddBytes(message.Length);
        WireMessage kind = _decoder.Decode(message, ref _flow);
        switch (kind)
        {
            case WireMessage.Flow:
                TakeFlow();
                break;
            case WireMessage.NodeStatus or WireMessage.LostEvents:
                TakeNotice(message);
                break;
            default:
                sink.Skip(kind == WireMessage.Damaged ? SkipReason.Damaged : SkipReason.NotAFlow);
                break;
        }
    }

    private void TakeFlow()
    {
        Flows++;
        progress.AddFlow();
        if (!_filter.Admits(_flow, out SkipReason reason))
        {
            sink.Skip(reason);
        }
        else if (_limit > 0 && !WithinLimit())
        {
            sink.Skip(SkipReason.BeyondLimit);
        }
        else
        {
            sink.Accept(_flow);
        }
    }

    private bool WithinLimit() => ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byNode, _flow.NodeName, out _) <= _limit;

    private void TakeNotice(ReadOnlySpan<byte> message)
    {
        if (!GetFlowsResponse.Parser.TryParse(message, out GetFlowsResponse? response))
        {
            sink.Skip(SkipReason.Damaged);
            return;
        }

        if (response.LostEvents is { } lost)
        {
            long time = response.Time is { } t ? TimestampWire.Ticks(t.Seconds, t.Nanos) : 0;
            sink.Lost(new LostEvents((LostEventSource)lost.Source, (long)Math.Min(lost.NumEventsLost, long.MaxValue), response.NodeName, time));
            sink.Skip(SkipReason.LostEvents);
        }
        else
        {
            TakeStatus(response.NodeStatus);
        }
    }

    private void TakeStatus(NodeStatusEvent notice)
    {
        var status = new NodeStatus((NodeState)notice.StateChange, [.. notice.NodeNames], notice.Message);
        if (_withMask && Flows == 0 && status.RefusesFieldMask)
        {
            MaskRefused = true;
            return;
        }

        _nodes.Add(status);
        sink.Status(status);
        sink.Skip(SkipReason.NodeStatus);
    }
}
