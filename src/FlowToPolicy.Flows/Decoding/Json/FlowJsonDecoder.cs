using System.Text.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Decodes one JSON value of a Hubble log (hubble's <c>-o json</c>, the exporter's files, and their older and wrapped
/// forms) into a <see cref="Flow"/> that is refilled again and again. In the steady state, when endpoints, nodes and names
/// have been seen before, a flow costs no allocation. Not thread-safe; never throws, whatever the bytes.
/// </summary>
/// <remarks>
/// Where a key stands twice the last one wins, as in Go's encoding/json. Names of enums that are not known read as "not
/// said", so that the verdict of a newer agent is never taken for FORWARDED. Numbers may stand in quotes, as protobuf's
/// JSON allows. A value of a type or range that its field cannot have makes the line <see cref="JsonLineKind.NotAFlow"/>;
/// fields that no graph needs are not looked at.
/// </remarks>
public sealed class FlowJsonDecoder
{
    private readonly FlowJson _flows;
    private readonly UsualLine _usual;

    /// <summary>Makes a decoder that gives its endpoints to <paramref name="endpoints"/>.</summary>
    public FlowJsonDecoder(EndpointTable endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _flows = new FlowJson(endpoints);
        _usual = new UsualLine(_flows);
    }

    /// <summary>After <see cref="JsonLineKind.LostEvents"/>: the notice.</summary>
    public LostEvents Lost { get; private set; }

    /// <summary>After <see cref="JsonLineKind.NodeStatus"/>: the notice.</summary>
    public NodeStatus Status { get; private set; } = new(NodeState.Unknown, [], "");

    /// <summary>
    /// Decodes the line at the start of <paramref name="lines"/> when it is a flow as Hubble writes them today; several times as
    /// fast as <see cref="Decode"/>, with the same result.
    /// </summary>
    /// <param name="lines">Whole lines, each with its line break, and room behind them, see <see cref="PaddedText.Slack"/>.</param>
    /// <param name="flow">What was read; undefined when nothing was.</param>
    /// <returns>How long the line is, with its line break; 0 when it takes <see cref="Decode"/> to read it.</returns>
    internal int DecodeUsual(ReadOnlySpan<byte> lines, ref Flow flow) =>
        _usual.Read(new PaddedText(lines), ref flow);

    /// <summary>
    /// Decodes the JSON value at the start of <paramref name="text"/> (UTF-8, not blank). Bytes behind it are not looked at.
    /// <paramref name="flow"/> is filled when the result says that it is one.
    /// </summary>
    public JsonLine Decode(ReadOnlySpan<byte> text, ref Flow flow)
    {
        var json = new JsonCursor(text);
        try
        {
            return DecodeValue(ref json, text, ref flow);
        }
        catch (JsonException damage)
        {
            return Damaged(damage, text, json.Depth);
        }
    }

    private JsonLine DecodeValue(ref JsonCursor json, ReadOnlySpan<byte> text, ref Flow flow)
    {
        if (!json.EnterObject("line"))
        {
            return JsonLine.Refused(JsonLineKind.Foreign, json.Consumed, "no JSON object");
        }

        var keys = EnvelopeKeys.None;
        ReadOnlySpan<byte> node = default, time = default, log = default;
        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            EnvelopeKeys key = Envelope.Find(name);
            bool isThere = key switch
            {
                EnvelopeKeys.Flow => ReadFlow(ref json, ref flow),
                EnvelopeKeys.LostEvents => ReadLost(ref json),
                EnvelopeKeys.NodeStatus => ReadStatus(ref json),
                EnvelopeKeys.Log => json.TryReadText(out log),
                EnvelopeKeys.AgentEvent or EnvelopeKeys.DebugEvent => json.SkipObject(),
                EnvelopeKeys.None => ReadOther(name, ref json, ref node, ref time),
                _ => SkipKnown(ref json),
            };
            keys = isThere ? keys | key : keys & ~key;
        }

        return Finish(ref json, text, keys, node, time, log, ref flow);
    }

    private JsonLine Finish(
        ref JsonCursor json,
        ReadOnlySpan<byte> text,
        EnvelopeKeys keys,
        ReadOnlySpan<byte> node,
        ReadOnlySpan<byte> time,
        ReadOnlySpan<byte> log,
        ref Flow flow)
    {
        int consumed = json.Consumed;
        string? fault = json.Fault;
        JsonLineKind kind = KindOf(keys);
        if (kind == JsonLineKind.Wrapped)
        {
            text.Overlaps(log, out int start);
            return JsonLine.Whole(kind, consumed) with { Wrapped = start..(start + log.Length) };
        }

        if (kind == JsonLineKind.Foreign)
        {
            kind = ReadBare(text, keys, ref flow, ref fault);
        }

        if (fault is not null)
        {
            return JsonLine.Refused(JsonLineKind.NotAFlow, consumed, $"the value of '{fault}' is none that this field can have");
        }

        long ticks = Rfc3339.TryParse(time, out long parsed) ? parsed : 0;
        if (kind == JsonLineKind.Flow)
        {
            flow.Time = flow.Time == 0 ? ticks : flow.Time;
            flow.NodeName = flow.NodeName.Length == 0 ? _flows.Text(node) : flow.NodeName;
        }
        else if (kind == JsonLineKind.LostEvents)
        {
            Lost = Lost with { Time = ticks, NodeName = _flows.Text(node) };
        }

        return kind == JsonLineKind.Foreign
            ? JsonLine.Refused(kind, consumed, "none of the keys that Hubble's events have")
            : JsonLine.Whole(kind, consumed);
    }

    private static JsonLineKind KindOf(EnvelopeKeys keys) =>
        (keys & EnvelopeKeys.Flow) != 0 ? JsonLineKind.Flow
        : (keys & EnvelopeKeys.LostEvents) != 0 ? JsonLineKind.LostEvents
        : (keys & EnvelopeKeys.NodeStatus) != 0 ? JsonLineKind.NodeStatus
        : (keys & EnvelopeKeys.AgentEvent) != 0 ? JsonLineKind.AgentEvent
        : (keys & EnvelopeKeys.DebugEvent) != 0 ? JsonLineKind.DebugEvent
        : (keys & EnvelopeKeys.Log) != 0 ? JsonLineKind.Wrapped : JsonLineKind.Foreign;

    /// <summary>Reads events that stand without an envelope: hubble's <c>-o json</c> before 0.11.</summary>
    private JsonLineKind ReadBare(ReadOnlySpan<byte> text, EnvelopeKeys keys, ref Flow flow, ref string? fault)
    {
        var json = new JsonCursor(text);
        JsonLineKind kind = JsonLineKind.Foreign;
        if (Envelope.IsBareLost(keys))
        {
            Lost = NoticeJson.ReadLost(ref json);
            kind = JsonLineKind.LostEvents;
        }
        else if (Envelope.IsBareFlow(keys))
        {
            ReadFlow(ref json, ref flow);
            kind = JsonLineKind.Flow;
        }

        fault ??= json.Fault;
        return kind;
    }

    private bool ReadFlow(ref JsonCursor json, ref Flow flow)
    {
        bool isThere = json.EnterObject("flow");
        if (isThere)
        {
            _flows.Read(ref json, ref flow);
        }

        return isThere;
    }

    private bool ReadLost(ref JsonCursor json)
    {
        Lost = NoticeJson.ReadLost(ref json);
        return true;
    }

    private bool ReadStatus(ref JsonCursor json)
    {
        Status = NoticeJson.ReadStatus(ref json);
        return true;
    }

    private static bool ReadOther(
        ReadOnlySpan<byte> name, ref JsonCursor json, ref ReadOnlySpan<byte> node, ref ReadOnlySpan<byte> time)
    {
        if (name.SequenceEqual("node_name"u8))
        {
            json.TryReadText(out node);
        }
        else if (name.SequenceEqual("time"u8))
        {
            json.TryReadText(out time);
        }
        else
        {
            json.Skip();
        }

        return false;
    }

    private static bool SkipKnown(ref JsonCursor json)
    {
        json.Skip();
        return true;
    }

    private static JsonLine Damaged(JsonException damage, ReadOnlySpan<byte> text, int depth)
    {
        bool isOneLine = damage.LineNumber is null or 0;
        int column = isOneLine ? (int)Math.Min(damage.BytePositionInLine ?? 0, text.Length) + 1 : 0;
        bool isTooDeep = depth >= JsonCursor.MaxDepth - 1;
        bool isCutOff = !isTooDeep && column > text.TrimEnd(" \t\r\n"u8).Length;
        string fault = isTooDeep ? $"JSON nested deeper than {JsonCursor.MaxDepth} levels"
            : isCutOff ? "JSON that ends too early" : "no JSON";
        return new JsonLine(JsonLineKind.Damaged, 0, fault, column, isCutOff, default);
    }
}
