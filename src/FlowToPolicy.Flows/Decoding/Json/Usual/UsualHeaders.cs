using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>Reads what a flow says of the packet's headers, as <see cref="AddressJson"/> and <see cref="Layer4Json"/> do.</summary>
internal static class UsualHeaders
{
    /// <summary>Steps over <c>IP</c>.</summary>
    public static int Addresses(PaddedText text, int at, AddressJson known, ref Flow flow)
    {
        at = text.Character(at, '{');
        while (at >= 0)
        {
            at = text.Key(at, out ReadOnlySpan<byte> key);
            if (at < 0)
            {
                break;
            }

            ReadOnlySpan<byte> value;
            switch (key.Length)
            {
                case 6 when key.SequenceEqual("source"u8):
                    at = text.String(at, out value);
                    flow.SourceAddress = at < 0 ? default : known.Of(value);
                    break;
                case 11 when key.SequenceEqual("destination"u8):
                    at = text.String(at, out value);
                    flow.DestinationAddress = at < 0 ? default : known.Of(value);
                    break;
                case 13 when key.SequenceEqual("source_xlated"u8):
                    at = text.String(at, out value);
                    flow.SourceXlated = at < 0 ? default : known.Of(value);
                    break;
                default:
                    at = text.Value(at);
                    break;
            }

            if (at >= 0 && text.ByteAt(at) == '}')
            {
                return at + 1;
            }

            at = at < 0 ? PaddedText.Unusual : text.Character(at, ',');
        }

        return PaddedText.Unusual;
    }

    /// <summary>Steps over <c>l4</c>; more than one header in it is unusual.</summary>
    public static int Transport(PaddedText text, int at, ref Flow flow)
    {
        at = text.Character(at, '{');
        if (at < 0)
        {
            return PaddedText.Unusual;
        }

        at = text.Key(at, out ReadOnlySpan<byte> key);
        flow.Protocol = Layer4Json.ProtocolOf(key);
        at = at < 0 || flow.Protocol == Protocol.Unknown ? PaddedText.Unusual : Header(text, at, ref flow);
        return at < 0 ? PaddedText.Unusual : text.Character(at, '}');
    }

    /// <summary>Steps over <c>event_type</c>.</summary>
    public static int EventType(PaddedText text, int at, ref Flow flow)
    {
        int type = 0;
        at = text.Word(at, "{\"type\":"u8);
        at = at < 0 ? PaddedText.Unusual : text.Number(at, byte.MaxValue, out type);
        if (at < 0)
        {
            return PaddedText.Unusual;
        }

        int subType = 0;
        if (text.Is(at, ",\"sub_type\":"u8))
        {
            at = text.Number(at + ",\"sub_type\":".Length, int.MaxValue, out subType);
        }

        flow.Event = FlowJson.EventOf(type);
        flow.EventSubType = subType;
        return at < 0 ? PaddedText.Unusual : text.Character(at, '}');
    }

    private static int Header(PaddedText text, int at, ref Flow flow)
    {
        at = text.Character(at, '{');
        if (at >= 0 && text.ByteAt(at) == '}')
        {
            return at + 1;
        }

        bool hasPorts = flow.Protocol.HasPorts(), isIcmp = flow.Protocol.IsIcmp();
        while (at >= 0)
        {
            at = text.Key(at, out ReadOnlySpan<byte> key);
            if (at < 0)
            {
                break;
            }

            int number;
            switch (key.Length)
            {
                case 11 when hasPorts && key.SequenceEqual("source_port"u8):
                    at = text.Number(at, ushort.MaxValue, out number);
                    flow.SourcePort = (ushort)number;
                    break;
                case 16 when hasPorts && key.SequenceEqual("destination_port"u8):
                    at = text.Number(at, ushort.MaxValue, out number);
                    flow.DestinationPort = (ushort)number;
                    break;
                case 4 when isIcmp && key.SequenceEqual("type"u8):
                    at = text.Number(at, byte.MaxValue, out number);
                    flow.DestinationPort = (ushort)number;
                    break;
                case 5 when flow.Protocol == Protocol.Tcp && key.SequenceEqual("flags"u8):
                    at = Flags(text, at, out TcpFlags flags);
                    flow.TcpFlags = flags;
                    break;
                default:
                    at = text.Value(at);
                    break;
            }

            if (at >= 0 && text.ByteAt(at) == '}')
            {
                return at + 1;
            }

            at = at < 0 ? PaddedText.Unusual : text.Character(at, ',');
        }

        return PaddedText.Unusual;
    }

    private static int Flags(PaddedText text, int at, out TcpFlags flags)
    {
        flags = TcpFlags.None;
        at = text.Character(at, '{');
        while (at >= 0)
        {
            at = text.Key(at, out ReadOnlySpan<byte> key);
            if (at < 0 || !text.Is(at, "true"u8))
            {
                break;
            }

            flags |= Layer4Json.FlagOf(key);
            at += "true".Length;
            if (text.ByteAt(at) == '}')
            {
                return at + 1;
            }

            at = text.Character(at, ',');
        }

        return PaddedText.Unusual;
    }
}
