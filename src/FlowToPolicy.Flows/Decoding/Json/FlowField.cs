namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>The fields of <c>flow.Flow</c> that a graph needs.</summary>
internal enum FlowField : byte
{
    Other,
    Aggregate,
    Destination,
    DestinationNames,
    DestinationService,
    DropReason,
    DropReasonDesc,
    Emitter,
    EventType,
    Extensions,
    Ip,
    IsReply,
    L4,
    L7,
    NodeName,
    ObservationPoint,
    PolicyMatchType,
    Reply,
    Source,
    SourceNames,
    SourceService,
    Time,
    TraceReason,
    TrafficDirection,
    Type,
    Uuid,
    Verdict,
}
