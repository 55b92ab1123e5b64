namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads the fields of <c>flow.Flow</c>; keeps what repeats from flow to flow (endpoints, names) as one object each.</summary>
internal sealed class FlowJson
{
    private const int KnownTexts = 1 << 12;
    private readonly EndpointJson _endpoints;
    private readonly AddressJson _addresses = new();
    private readonly Layer7Json _layer7;
    private readonly JsonTexts _texts = new(KnownTexts);
    private readonly NamesJson _names = new();
    private bool _repliesOfOld;
    private int _dropReasonOfOld;
    private uint _extended;

    public FlowJson(EndpointTable endpoints)
    {
        _endpoints = new EndpointJson(endpoints);
        _layer7 = new Layer7Json(_addresses);
    }

    /// <summary>Fills <paramref name="flow"/> from the fields of the object that was entered.</summary>
    public void Read(ref JsonCursor json, ref Flow flow)
    {
        flow = Flow.Blank;
        _repliesOfOld = false;
        _dropReasonOfOld = 0;
        _extended = 0;
        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            ReadField(FlowFieldNames.Find(name), ref json, ref flow);
        }

        // `reply` is printed only when true and older than `is_reply`: its absence says nothing.
        if (flow.IsReply is null && _repliesOfOld)
        {
            flow.IsReply = true;
        }

        if (flow.DropReason == 0)
        {
            flow.DropReason = _dropReasonOfOld;
        }

        if (flow.AggregateCount == 0)
        {
            flow.AggregateCount = _extended;
        }
    }

    /// <summary>The one string that equals the text.</summary>
    public string Text(ReadOnlySpan<byte> raw) => _texts.Get(raw);

    private void ReadField(FlowField field, ref JsonCursor json, ref Flow flow)
    {
        switch (field)
        {
            case FlowField.Ip:
                _addresses.Read(ref json, ref flow);
                break;
            case FlowField.L4:
                Layer4Json.Read(ref json, ref flow);
                break;
            case FlowField.L7:
                _layer7.Read(ref json, ref flow);
                break;
            case FlowField.Source:
                flow.Source = _endpoints.Read(ref json, "source");
                break;
            case FlowField.Destination:
                flow.Destination = _endpoints.Read(ref json, "destination");
                break;
            case FlowField.SourceNames:
                flow.SourceNames = _names.Read(ref json, "source_names");
                break;
            case FlowField.DestinationNames:
                flow.DestinationNames = _names.Read(ref json, "destination_names");
                break;
            case FlowField.SourceService:
                flow.HasSourceService = json.SkipFilledObject();
                break;
            case FlowField.DestinationService:
                flow.HasDestinationService = json.SkipFilledObject();
                break;
            case FlowField.NodeName:
                flow.NodeName = _texts.Get(json.ReadText("node_name"));
                break;
            case FlowField.Emitter:
                flow.EmitterVersion = ReadEmitter(ref json);
                break;
            case FlowField.EventType:
                ReadEventType(ref json, ref flow);
                break;
            default:
                ReadScalar(field, ref json, ref flow);
                break;
        }
    }

    private void ReadScalar(FlowField field, ref JsonCursor json, ref Flow flow)
    {
        switch (field)
        {
            case FlowField.Time:
                flow.Time = Rfc3339.TryParse(json.ReadText("time"), out long ticks) ? ticks : 0;
                break;
            case FlowField.Uuid:
                flow.Uuid = JsonUuid.Parse(json.ReadText("uuid"));
                break;
            case FlowField.IsReply:
                flow.IsReply = json.ReadBool("is_reply");
                break;
            case FlowField.Reply:
                _repliesOfOld = json.ReadBool("reply") == true;
                break;
            case FlowField.PolicyMatchType:
                flow.PolicyMatchType = (int)json.ReadNumber("policy_match_type", 0, int.MaxValue);
                break;
            case FlowField.DropReason:
                _dropReasonOfOld = (int)json.ReadNumber("drop_reason", 0, int.MaxValue);
                break;
            case FlowField.Aggregate:
                flow.AggregateCount = AggregateJson.Read(ref json, "aggregate");
                break;
            case FlowField.Extensions:
                _extended = AggregateJson.Read(ref json, "extensions");
                break;
            default:
                ReadEnum(field, ref json, ref flow);
                break;
        }
    }

    private static void ReadEnum(FlowField field, ref JsonCursor json, ref Flow flow)
    {
        switch (field)
        {
            case FlowField.Verdict:
                flow.Verdict = (Verdict)json.ReadEnum("verdict", WireEnums.Verdict);
                break;
            case FlowField.Type:
                flow.Type = (FlowType)json.ReadEnum("Type", WireEnums.FlowType);
                break;
            case FlowField.TrafficDirection:
                flow.Direction = (TrafficDirection)json.ReadEnum("traffic_direction", WireEnums.Direction);
                break;
            case FlowField.ObservationPoint:
                flow.ObservationPoint =
                    (ObservationPoint)json.ReadEnum("trace_observation_point", WireEnums.ObservationPoint);
                break;
            case FlowField.TraceReason:
                flow.TraceReason = (TraceReason)json.ReadEnum("trace_reason", WireEnums.TraceReason);
                break;
            case FlowField.DropReasonDesc:
                flow.DropReason = json.ReadEnum("drop_reason_desc", WireEnums.DropReason);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static void ReadEventType(ref JsonCursor json, ref Flow flow)
    {
        flow.Event = FlowEvent.None;
        flow.EventSubType = 0;
        if (!json.EnterObject("event_type"))
        {
            return;
        }

        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("type"u8))
            {
                long type = json.ReadNumber("event_type.type", int.MinValue, int.MaxValue);
                flow.Event = type is (>= 1 and <= 7) or 129 or 130 ? (FlowEvent)type : FlowEvent.None;
            }
            else if (name.SequenceEqual("sub_type"u8))
            {
                flow.EventSubType = (int)json.ReadNumber("event_type.sub_type", int.MinValue, int.MaxValue);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private string ReadEmitter(ref JsonCursor json)
    {
        string version = "";
        if (json.EnterObject("emitter"))
        {
            while (json.NextField(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("version"u8))
                {
                    version = _texts.Get(json.ReadText("emitter.version"));
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return version;
    }
}
