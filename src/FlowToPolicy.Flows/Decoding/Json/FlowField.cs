namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// The fields of <c>flow.Flow</c> that a graph needs, in the order in which flow.proto declares them: Go's encoder writes them so.
/// </summary>
internal enum FlowField : byte
{
    Other,
    Time,
    Uuid,
    Emitter,
    Verdict,
    DropReason,
    Ip,
    L4,
    Source,
    Destination,
    Type,
    NodeName,
    SourceNames,
    DestinationNames,
    L7,
    Reply,
    EventType,
    SourceService,
    DestinationService,
    TrafficDirection,
    PolicyMatchType,
    ObservationPoint,
    TraceReason,
    DropReasonDesc,
    IsReply,
    Extensions,
    Aggregate,
}
