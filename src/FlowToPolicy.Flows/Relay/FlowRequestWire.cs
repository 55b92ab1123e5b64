using FlowToPolicy.Hubble.Api;
using Google.Protobuf.WellKnownTypes;
using ApiFilter = FlowToPolicy.Hubble.Api.FlowFilter;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Writes a request as Hubble's API takes it.</summary>
internal static class FlowRequestWire
{
    /// <summary>
    /// The fields of a flow that <see cref="Decoding.Protobuf.FlowWireDecoder"/> reads and that every agent knows which
    /// understands masks at all (since 1.16): one unknown field makes an agent refuse the request. That leaves out
    /// <c>emitter</c>, which came with 1.19.
    /// </summary>
    private static readonly string[] Fields =
    [
        "time", "uuid", "verdict", "drop_reason_desc", "IP", "l4", "source", "destination", "Type", "node_name",
        "source_names", "destination_names", "l7", "is_reply", "event_type", "source_service", "destination_service",
        "traffic_direction", "policy_match_type", "trace_observation_point", "trace_reason",
    ];

    /// <summary>The events that say something about connections: drops, traces, policy verdicts and L7 records.</summary>
    private static readonly FlowEvent[] Events = [FlowEvent.Drop, FlowEvent.Trace, FlowEvent.PolicyVerdict, FlowEvent.L7];

    /// <summary>The message for <paramref name="request"/>, with or without a field mask.</summary>
    public static GetFlowsRequest ToMessage(FlowRequest request, bool withMask)
    {
        var message = new GetFlowsRequest
        {
            Number = (ulong)Math.Max(request.Last, request.First),
            First = request.First > 0,
            Follow = request.Follow,
            Since = ToTimestamp(request.Since),
            Until = ToTimestamp(request.Until),
            FieldMask = withMask ? new FieldMask { Paths = { Fields } } : null,
        };
        string[] pods = [.. request.ToFilter().Patterns.Select(p => p.ToString())];
        if (pods.Length > 0)
        {
            // Either end: two filters, of which one must match. Neither the direction nor is_reply may narrow this,
            // because trace events state the one wrongly and replies are evidence.
            message.Whitelist.Add(new ApiFilter { SourcePod = { pods }, EventType = { EventTypes() } });
            message.Whitelist.Add(new ApiFilter { DestinationPod = { pods }, EventType = { EventTypes() } });
        }

        return message;
    }

    private static IEnumerable<EventTypeFilter> EventTypes() => Events.Select(e => new EventTypeFilter { Type = (int)e });

    private static Timestamp? ToTimestamp(long ticks) =>
        ticks == 0 ? null : Timestamp.FromDateTime(new DateTime(ticks, DateTimeKind.Utc));
}
