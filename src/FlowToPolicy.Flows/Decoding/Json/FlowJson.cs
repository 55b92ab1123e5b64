namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads the fields of <c>flow.Flow</c>; keeps what repeats from flow to flow (endpoints, names) as one object each.</summary>
internal sealed class FlowJson
{
    private const int KnownTexts = 1 << 12;
    private readonly Layer7Json _layer7;
    private bool _repliesOfOld;
    private int _dropReasonOfOld;
    private uint _extended;

    public FlowJson(EndpointTable endpoints)
    {
        Endpoints = new EndpointJson(endpoints, Texts);
        _layer7 = new Layer7Json(Addresses);
    }

    /// <summary>Reads endpoints.</summary>
    public EndpointJson Endpoints { get; }

    /// <summary>Reads addresses.</summary>
    public AddressJson Addresses { get; } = new();

    /// <summary>Reads names of DNS.</summary>
    public NamesJson Names { get; } = new();

    /// <summary>Keeps texts that repeat.</summary>
    public JsonTexts Texts { get; } = new(KnownTexts);

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

        Complete(ref flow, _repliesOfOld, _dropReasonOfOld, _extended);
    }

    /// <summary>Fills what the flow left out from older fields that say the same.</summary>
    /// <param name="flow">The flow, all its fields read.</param>
    /// <param name="reply">Its <c>reply</c>, which is printed only when true: its absence says nothing.</param>
    /// <param name="dropReason">Its <c>drop_reason</c>.</param>
    /// <param name="extended">The counters in its <c>extensions</c>.</param>
    public static void Complete(ref Flow flow, bool reply, int dropReason, uint extended)
    {
        if (flow.IsReply is null && reply)
        {
            flow.IsReply = true;
        }

        flow.DropReason = flow.DropReason == 0 ? dropReason : flow.DropReason;
        flow.AggregateCount = flow.AggregateCount == 0 ? extended : flow.AggregateCount;
    }

    /// <summary>The kind of event that has this number; none for numbers that are not known.</summary>
    public static FlowEvent EventOf(long type) => type is (>= 1 and <= 7) or 129 or 130 ? (FlowEvent)type : FlowEvent.None;

    /// <summary>
    /// Reads one field from the bytes of its value, which are JSON. False when the value is none that the field can have, and
    /// <paramref name="flow"/> is then of no use.
    /// </summary>
    public bool TryReadValue(FlowField field, ReadOnlySpan<byte> raw, ref Flow flow, ref uint extended)
    {
        var json = new JsonCursor(raw);
        _extended = extended;
        ReadField(field, ref json, ref flow);
        extended = _extended;
        return json.Fault is null;
    }

    /// <summary>The one string that equals the text.</summary>
    public string Text(ReadOnlySpan<byte> raw) => Texts.Get(raw);

    private void ReadField(FlowField field, ref JsonCursor json, ref Flow flow)
    {
        switch (field)
        {
            case FlowField.Ip:
                Addresses.Read(ref json, ref flow);
                break;
            case FlowField.L4:
                Layer4Json.Read(ref json, ref flow);
                break;
            case FlowField.L7:
                _layer7.Read(ref json, ref flow);
                break;
            case FlowField.Source:
                flow.Source = Endpoints.Read(ref json, "source");
                break;
            case FlowField.Destination:
                flow.Destination = Endpoints.Read(ref json, "destination");
                break;
            case FlowField.SourceNames:
                flow.SourceNames = Names.Read(ref json, "source_names");
                break;
            case FlowField.DestinationNames:
                flow.DestinationNames = Names.Read(ref json, "destination_names");
                break;
            case FlowField.SourceService:
                flow.HasSourceService = json.SkipFilledObject();
                break;
            case FlowField.DestinationService:
                flow.HasDestinationService = json.SkipFilledObject();
                break;
            case FlowField.NodeName:
                flow.NodeName = Texts.Get(json.ReadText("node_name"));
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
                flow.Event = EventOf(type);
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
                    version = Texts.Get(json.ReadText("emitter.version"));
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
