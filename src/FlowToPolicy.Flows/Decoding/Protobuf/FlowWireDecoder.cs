using System.Buffers.Text;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>
/// Reads <c>observer.GetFlowsResponse</c> messages straight from the wire into a <see cref="Flow"/>. What repeats
/// (endpoints, names, DNS questions) is looked up by its bytes; in the steady state nothing is allocated. Unknown fields
/// are skipped, invalid UTF-8 is replaced, and of HTTP no URL and no header is kept. Not thread-safe.
/// </summary>
public sealed class FlowWireDecoder
{
    private readonly EndpointWire _endpoints;
    private readonly TextPool _texts = new(1 << 12);
    private readonly AddressPool _addresses = new(1 << 15);
    private readonly NameListWire _sourceNames = new();
    private readonly NameListWire _destinationNames = new();
    private readonly Layer7Wire _layer7;

    /// <summary>Makes a decoder whose endpoints are those of <paramref name="endpoints"/>.</summary>
    public FlowWireDecoder(EndpointTable endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _endpoints = new EndpointWire(endpoints);
        _layer7 = new Layer7Wire(_addresses);
    }

    /// <summary>Reads one message.</summary>
    /// <param name="message">A <c>GetFlowsResponse</c>.</param>
    /// <param name="flow">
    /// Refilled when the answer is <see cref="WireMessage.Flow"/>; otherwise of no use. Its
    /// <see cref="Flow.DnsAnswers"/> are valid until the next call.
    /// </param>
    /// <returns>What the message is.</returns>
    public WireMessage Decode(ReadOnlySpan<byte> message, ref Flow flow)
    {
        var envelope = new EnvelopeWire(message);
        if (envelope.Kind != WireMessage.Flow)
        {
            return envelope.Kind;
        }

        flow = Flow.Blank;
        WireMessage outcome = ReadFlow(envelope.Body, ref flow);
        if (outcome == WireMessage.Flow)
        {
            flow.Time = flow.Time == 0 ? envelope.Time : flow.Time;
            flow.NodeName = flow.NodeName.Length == 0 ? _texts.Get(envelope.NodeName) : flow.NodeName;
        }

        return outcome;
    }

    private WireMessage ReadFlow(ReadOnlySpan<byte> message, ref Flow flow)
    {
        _sourceNames.Clear();
        _destinationNames.Clear();
        var parts = new FlowParts();
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            if (!ReadScalar(tag, ref reader, ref flow, ref parts) && !ReadPart(tag, ref reader, ref flow, ref parts))
            {
                reader.Skip(tag);
            }
        }

        return reader.Damaged ? WireMessage.Damaged : Finish(ref flow, ref parts);
    }

    private WireMessage Finish(ref Flow flow, ref FlowParts parts)
    {
        flow.Time = parts.HasTime ? TimestampWire.Read(parts.Time, ref parts.Damaged) : 0;
        flow.EmitterVersion = _texts.Get(SmallParts.ReadString(parts.Emitter, 2, ref parts.Damaged));
        flow.AggregateCount = SmallParts.ReadAggregate(parts.Aggregate, ref parts.Damaged);
        Endpoint? source = _endpoints.Read(parts.Source), destination = _endpoints.Read(parts.Destination);
        if (parts.Outcome != WireMessage.Flow || source is null || destination is null)
        {
            return parts.Outcome == WireMessage.Flow ? WireMessage.Damaged : parts.Outcome;
        }

        flow.Source = source;
        flow.Destination = destination;
        flow.SourceNames = _sourceNames.ToList();
        flow.DestinationNames = _destinationNames.ToList();
        flow.IsReply ??= parts.DeprecatedReply ? true : null;
        flow.DropReason = flow.DropReason == 0 ? parts.DeprecatedDropReason : flow.DropReason;
        return WireMessage.Flow;
    }

    private static bool ReadScalar(uint tag, ref WireReader reader, ref Flow flow, ref FlowParts parts)
    {
        switch (tag)
        {
            case (2 << 3) | WireReader.Varint:
                flow.Verdict = (Verdict)reader.ReadEnum((byte)Verdict.Translated);
                return true;
            case (3 << 3) | WireReader.Varint:
                parts.DeprecatedDropReason = parts.Number(reader.ReadUInt32(), int.MaxValue);
                return true;
            case (10 << 3) | WireReader.Varint:
                flow.Type = (FlowType)reader.ReadEnum((byte)FlowType.Sock);
                return true;
            case (16 << 3) | WireReader.Varint:
                parts.DeprecatedReply = reader.ReadBool();
                return true;
            case (22 << 3) | WireReader.Varint:
                flow.Direction = (TrafficDirection)reader.ReadEnum((byte)TrafficDirection.Egress);
                return true;
            case (23 << 3) | WireReader.Varint:
                flow.PolicyMatchType = parts.Number(reader.ReadUInt32(), int.MaxValue);
                return true;
            case (24 << 3) | WireReader.Varint:
                flow.ObservationPoint = SmallParts.ReadObservationPoint(ref reader);
                return true;
            case (25 << 3) | WireReader.Varint:
                flow.DropReason = reader.ReadInt32();
                return true;
            case (36 << 3) | WireReader.Varint:
                flow.TraceReason = (TraceReason)reader.ReadEnum((byte)TraceReason.EncryptOverlay);
                return true;
            default:
                return false;
        }
    }

    private bool ReadPart(uint tag, ref WireReader reader, ref Flow flow, ref FlowParts parts)
    {
        switch (tag)
        {
            case (1 << 3) | WireReader.Bytes:
                parts.HasTime = true;
                parts.Time = EnvelopeWire.Merge(parts.Time, reader.ReadBytes());
                return true;
            case (5 << 3) | WireReader.Bytes:
                ReadAddresses(reader.ReadBytes(), ref flow, ref parts);
                return true;
            case (6 << 3) | WireReader.Bytes:
                parts.Worse(Layer4Wire.Read(reader.ReadBytes(), ref flow));
                return true;
            case (8 << 3) | WireReader.Bytes:
                parts.Source = EnvelopeWire.Merge(parts.Source, reader.ReadBytes());
                return true;
            case (9 << 3) | WireReader.Bytes:
                parts.Destination = EnvelopeWire.Merge(parts.Destination, reader.ReadBytes());
                return true;
            case (11 << 3) | WireReader.Bytes:
                flow.NodeName = _texts.Get(reader.ReadBytes());
                return true;
            case (13 << 3) | WireReader.Bytes:
                _sourceNames.Add(reader.ReadBytes());
                return true;
            case (14 << 3) | WireReader.Bytes:
                _destinationNames.Add(reader.ReadBytes());
                return true;
            case (15 << 3) | WireReader.Bytes:
                _layer7.Read(reader.ReadBytes(), ref flow, ref parts);
                return true;
            default:
                return ReadRarePart(tag, ref reader, ref flow, ref parts);
        }
    }

    private static bool ReadRarePart(uint tag, ref WireReader reader, ref Flow flow, ref FlowParts parts)
    {
        switch (tag)
        {
            case (19 << 3) | WireReader.Bytes:
                SmallParts.ReadEventType(reader.ReadBytes(), ref flow, ref parts.Damaged);
                return true;
            case (20 << 3) | WireReader.Bytes:
                // A field mask can leave an empty message behind, which says nothing.
                flow.HasSourceService |= !reader.ReadBytes().IsEmpty;
                return true;
            case (21 << 3) | WireReader.Bytes:
                flow.HasDestinationService |= !reader.ReadBytes().IsEmpty;
                return true;
            case (26 << 3) | WireReader.Bytes:
                flow.IsReply = SmallParts.ReadBoolValue(reader.ReadBytes(), flow.IsReply ?? false, ref parts.Damaged);
                return true;
            case (34 << 3) | WireReader.Bytes:
                flow.Uuid = ReadUuid(reader.ReadBytes());
                return true;
            case (41 << 3) | WireReader.Bytes:
                parts.Emitter = EnvelopeWire.Merge(parts.Emitter, reader.ReadBytes());
                return true;
            case (21007 << 3) | WireReader.Bytes:
                parts.Aggregate = EnvelopeWire.Merge(parts.Aggregate, reader.ReadBytes());
                return true;
            default:
                return false;
        }
    }

    private void ReadAddresses(ReadOnlySpan<byte> message, ref Flow flow, ref FlowParts parts)
    {
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Bytes:
                    flow.SourceAddress = _addresses.Get(reader.ReadBytes());
                    break;
                case (2 << 3) | WireReader.Bytes:
                    flow.DestinationAddress = _addresses.Get(reader.ReadBytes());
                    break;
                case (5 << 3) | WireReader.Bytes:
                    flow.SourceXlated = _addresses.Get(reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        parts.Damaged |= reader.Damaged;
    }

    private static Guid ReadUuid(ReadOnlySpan<byte> utf8) =>
        utf8.Length == 36 && Utf8Parser.TryParse(utf8, out Guid uuid, out int read, 'D') && read == 36 ? uuid : Guid.Empty;
}
