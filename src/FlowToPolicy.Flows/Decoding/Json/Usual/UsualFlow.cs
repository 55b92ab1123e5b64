namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Reads the fields of <c>flow.Flow</c> as <see cref="FlowJson"/> does, with the same result, when they stand in the usual order,
/// each once.
/// </summary>
internal sealed class UsualFlow(FlowJson flows)
{
    private readonly UsualEndpoints _endpoints = new(flows.Endpoints);
    private bool _repliesOfOld;
    private int _dropReasonOfOld;
    private uint _extended;

    /// <summary>Steps over the fields, from behind the opening brace to behind the closing one.</summary>
    public int Read(PaddedText text, int at, ref Flow flow)
    {
        flow = Flow.Blank;
        _repliesOfOld = false;
        _dropReasonOfOld = 0;
        _extended = 0;
        FlowField last = FlowField.Other;
        while (true)
        {
            at = text.Key(at, out ReadOnlySpan<byte> key);
            if (at < 0)
            {
                return PaddedText.Unusual;
            }

            FlowField field = FlowFieldNames.Find(key);
            if (field == FlowField.Other)
            {
                at = text.Value(at);
            }
            else if (field > last)
            {
                last = field;
                at = ReadField(field, text, at, ref flow);
            }
            else
            {
                return PaddedText.Unusual;
            }

            if (at < 0)
            {
                return PaddedText.Unusual;
            }

            byte next = text.ByteAt(at++);
            if (next != ',')
            {
                FlowJson.Complete(ref flow, _repliesOfOld, _dropReasonOfOld, _extended);
                return next == '}' ? at : PaddedText.Unusual;
            }
        }
    }

    private int ReadField(FlowField field, PaddedText text, int at, ref Flow flow)
    {
        ReadOnlySpan<byte> value;
        switch (field)
        {
            case FlowField.Time:
                at = text.String(at, out value);
                flow.Time = Rfc3339.TryParse(value, out long ticks) ? ticks : 0;
                return at;
            case FlowField.Uuid:
                return Uuid(text, at, ref flow);
            case FlowField.Ip:
                return UsualHeaders.Addresses(text, at, flows.Addresses, ref flow);
            case FlowField.L4:
                return UsualHeaders.Transport(text, at, ref flow);
            case FlowField.Source:
                at = _endpoints.Read(text, at, flow.SourceAddress, out Endpoint source);
                flow.Source = source;
                return at;
            case FlowField.Destination:
                at = _endpoints.Read(text, at, flow.DestinationAddress, out Endpoint destination);
                flow.Destination = destination;
                return at;
            case FlowField.NodeName:
                at = text.String(at, out value);
                flow.NodeName = flows.Texts.Get(value);
                return at;
            case FlowField.EventType:
                return UsualHeaders.EventType(text, at, ref flow);
            case FlowField.IsReply:
                at = Bool(text, at, out bool isReply);
                flow.IsReply = isReply;
                return at;
            case FlowField.Reply:
                return Bool(text, at, out _repliesOfOld);
            default:
                return ReadEnum(field, text, at, ref flow);
        }
    }

    private int ReadEnum(FlowField field, PaddedText text, int at, ref Flow flow)
    {
        switch (field)
        {
            case FlowField.Verdict:
                at = text.String(at, out ReadOnlySpan<byte> name);
                flow.Verdict = (Verdict)WireEnums.Verdict.Find(name);
                return at;
            case FlowField.Type:
                at = text.String(at, out name);
                flow.Type = (FlowType)WireEnums.FlowType.Find(name);
                return at;
            case FlowField.TrafficDirection:
                at = text.String(at, out name);
                flow.Direction = (TrafficDirection)WireEnums.Direction.Find(name);
                return at;
            case FlowField.ObservationPoint:
                at = text.String(at, out name);
                flow.ObservationPoint = (ObservationPoint)WireEnums.ObservationPoint.Find(name);
                return at;
            case FlowField.TraceReason:
                at = text.String(at, out name);
                flow.TraceReason = (TraceReason)WireEnums.TraceReason.Find(name);
                return at;
            case FlowField.DropReasonDesc:
                at = text.String(at, out name);
                flow.DropReason = WireEnums.DropReason.Find(name);
                return at;
            case FlowField.PolicyMatchType:
                at = text.Number(at, int.MaxValue, out int number);
                flow.PolicyMatchType = number;
                return at;
            case FlowField.DropReason:
                return text.Number(at, int.MaxValue, out _dropReasonOfOld);
            default:
                return ReadRare(field, text, at, ref flow);
        }
    }

    /// <summary>
    /// What most flows do not have: the end is found here, and what stands before it is read as everywhere else.
    /// </summary>
    private int ReadRare(FlowField field, PaddedText text, int at, ref Flow flow)
    {
        int end = text.Value(at);
        if (end < 0)
        {
            return PaddedText.Unusual;
        }

        ReadOnlySpan<byte> raw = text.Slice(at, end);
        if (field is FlowField.SourceNames or FlowField.DestinationNames)
        {
            if (raw[0] != '[' || !flows.Names.TryFind(raw, out NameList names))
            {
                return PaddedText.Unusual;
            }

            if (field == FlowField.SourceNames)
            {
                flow.SourceNames = names;
            }
            else
            {
                flow.DestinationNames = names;
            }

            return end;
        }

        return flows.TryReadValue(field, raw, ref flow, ref _extended) ? end : PaddedText.Unusual;
    }

    private static int Uuid(PaddedText text, int at, ref Flow flow)
    {
        ReadOnlySpan<byte> value = text.From(at + 1);
        Guid uuid = text.ByteAt(at) == '"' && value.Length >= JsonUuid.Length ? JsonUuid.Parse(value[..JsonUuid.Length]) : Guid.Empty;
        if (uuid == Guid.Empty)
        {
            return PaddedText.Unusual;
        }

        flow.Uuid = uuid;
        return text.Character(at + 1 + JsonUuid.Length, '"');
    }

    private static int Bool(PaddedText text, int at, out bool value)
    {
        value = text.Is(at, "true"u8);
        return value ? at + "true".Length : text.Word(at, "false"u8);
    }
}
