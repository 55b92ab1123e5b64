namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Fields by their names in JSON.</summary>
internal static class FlowFieldNames
{
    /// <summary>The field of this name. The length decides first: no two lengths have more than four names.</summary>
    public static FlowField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "IP"u8, FlowField.Ip, "l4"u8, FlowField.L4, "l7"u8, FlowField.L7),
        4 => Is(name, "time"u8, FlowField.Time, "uuid"u8, FlowField.Uuid, "Type"u8, FlowField.Type),
        5 => Is(name, "reply"u8, FlowField.Reply),
        6 => Is(name, "source"u8, FlowField.Source),
        7 => Is(name, "verdict"u8, FlowField.Verdict, "emitter"u8, FlowField.Emitter),
        8 => Is(name, "is_reply"u8, FlowField.IsReply),
        9 => Is(name, "node_name"u8, FlowField.NodeName, "aggregate"u8, FlowField.Aggregate),
        10 => Is(name, "event_type"u8, FlowField.EventType, "extensions"u8, FlowField.Extensions),
        11 => Is(name, "destination"u8, FlowField.Destination, "drop_reason"u8, FlowField.DropReason),
        12 => Is(name, "trace_reason"u8, FlowField.TraceReason, "source_names"u8, FlowField.SourceNames),
        14 => Is(name, "source_service"u8, FlowField.SourceService),
        16 => Is(name, "drop_reason_desc"u8, FlowField.DropReasonDesc),
        17 => Is(
            name,
            "traffic_direction"u8,
            FlowField.TrafficDirection,
            "policy_match_type"u8,
            FlowField.PolicyMatchType,
            "destination_names"u8,
            FlowField.DestinationNames),
        19 => Is(name, "destination_service"u8, FlowField.DestinationService),
        23 => Is(name, "trace_observation_point"u8, FlowField.ObservationPoint),
        _ => FlowField.Other,
    };

    private static FlowField Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> only, FlowField field) =>
        name.SequenceEqual(only) ? field : FlowField.Other;

    private static FlowField Is(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> first, FlowField one, ReadOnlySpan<byte> second, FlowField two) =>
        name.SequenceEqual(first) ? one : Is(name, second, two);

    private static FlowField Is(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> first,
        FlowField one,
        ReadOnlySpan<byte> second,
        FlowField two,
        ReadOnlySpan<byte> third,
        FlowField three) =>
        name.SequenceEqual(first) ? one : Is(name, second, two, third, three);
}
