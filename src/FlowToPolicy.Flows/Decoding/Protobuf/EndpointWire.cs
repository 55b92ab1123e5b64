using System.Text;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>
/// Gives the endpoint of a <c>flow.Endpoint</c> message. The same pod's message comes again and again, byte for byte:
/// only what was never seen is parsed. Not thread-safe.
/// </summary>
internal sealed class EndpointWire(EndpointTable endpoints)
{
    /// <summary>Twice the pods of a large cluster, because a pod looks different from its own node.</summary>
    private const int Capacity = 1 << 16;

    private readonly SliceCache<Endpoint> _seen = new(Capacity);

    /// <summary>The interned endpoint, or null when the message is damaged.</summary>
    public Endpoint? Read(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            return Endpoint.Nothing;
        }

        if (_seen.TryGet(message, out Endpoint known))
        {
            return known;
        }

        if (Parse(message) is not { } parsed)
        {
            return null;
        }

        Endpoint endpoint = endpoints.Intern(parsed);
        _seen.Add(message, endpoint);
        return endpoint;
    }

    private static Endpoint? Parse(ReadOnlySpan<byte> message)
    {
        Endpoint endpoint = Endpoint.Nothing;
        var labels = new List<Label>();
        bool hasWorkload = false, damaged = false;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint:
                    endpoint = endpoint with { Id = reader.ReadUInt32() };
                    break;
                case (2 << 3) | WireReader.Varint:
                    endpoint = endpoint with { Identity = reader.ReadUInt32() };
                    break;
                case (3 << 3) | WireReader.Bytes:
                    endpoint = endpoint with { Namespace = Text(reader.ReadBytes()) };
                    break;
                case (4 << 3) | WireReader.Bytes:
                    labels.Add(Label.Parse(Text(reader.ReadBytes())));
                    break;
                case (5 << 3) | WireReader.Bytes:
                    endpoint = endpoint with { PodName = Text(reader.ReadBytes()) };
                    break;
                case (6 << 3) | WireReader.Bytes when !hasWorkload:
                    hasWorkload = true;
                    endpoint = WithWorkload(endpoint, reader.ReadBytes(), ref damaged);
                    break;
                case (7 << 3) | WireReader.Bytes:
                    endpoint = endpoint with { ClusterName = Text(reader.ReadBytes()) };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return damaged || reader.Damaged ? null : endpoint with { Labels = LabelSet.Of(labels) };
    }

    private static Endpoint WithWorkload(Endpoint endpoint, ReadOnlySpan<byte> message, ref bool damaged)
    {
        string name = "", kind = "";
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Bytes:
                    name = Text(reader.ReadBytes());
                    break;
                case (2 << 3) | WireReader.Bytes:
                    kind = Text(reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        damaged |= reader.Damaged;
        return endpoint with { WorkloadName = name, WorkloadKind = kind };
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
