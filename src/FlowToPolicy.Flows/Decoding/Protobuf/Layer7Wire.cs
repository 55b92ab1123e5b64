using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>
/// Reads <c>flow.Layer7</c>: which protocol, which part of the exchange, and for DNS question and answer. Of HTTP nothing
/// else is looked at: URLs and headers may hold secrets and are never kept. Not thread-safe.
/// </summary>
internal sealed class Layer7Wire(AddressPool addresses)
{
    private readonly TextPool _queries = new(1 << 15, NameList.Normalise);
    private Address[] _answers = new Address[16];

    /// <summary>Fills the L7 fields of <paramref name="flow"/>; notes in <paramref name="parts"/> what is wrong.</summary>
    public void Read(ReadOnlySpan<byte> message, ref Flow flow, ref FlowParts parts)
    {
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint:
                    flow.L7Type = (L7Type)reader.ReadEnum((byte)L7Type.Sample);
                    break;
                case (100 << 3) | WireReader.Bytes:
                    Become(L7Protocol.Dns, ref flow);
                    ReadDns(reader.ReadBytes(), ref flow, ref parts);
                    break;
                case (101 << 3) | WireReader.Bytes:
                    Become(L7Protocol.Http, ref flow);
                    reader.Skip(tag);
                    break;
                case (102 << 3) | WireReader.Bytes:
                    Become(L7Protocol.Kafka, ref flow);
                    reader.Skip(tag);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        parts.Damaged |= reader.Damaged;
    }

    /// <summary>A oneof: of several records the last one counts.</summary>
    private static void Become(L7Protocol protocol, ref Flow flow)
    {
        if (flow.L7 != protocol)
        {
            flow.L7 = protocol;
            flow.DnsQuery = "";
            flow.DnsAnswers = default;
            flow.DnsRcode = 0;
        }
    }

    private void ReadDns(ReadOnlySpan<byte> message, ref Flow flow, ref FlowParts parts)
    {
        int answers = flow.DnsAnswers.Length;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Bytes:
                    flow.DnsQuery = _queries.Get(reader.ReadBytes());
                    break;
                case (2 << 3) | WireReader.Bytes:
                    answers = AddAnswer(addresses.Get(reader.ReadBytes()), answers);
                    break;
                case (6 << 3) | WireReader.Varint:
                    flow.DnsRcode = parts.Number(reader.ReadUInt32(), ushort.MaxValue);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        flow.DnsAnswers = _answers.AsMemory(0, answers);
        parts.Damaged |= reader.Damaged;
    }

    private int AddAnswer(Address answer, int count)
    {
        if (answer.IsNone)
        {
            return count;
        }

        if (count == _answers.Length)
        {
            Array.Resize(ref _answers, count * 2);
        }

        _answers[count] = answer;
        return count + 1;
    }
}
