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

    // A new pod has a new name, and next to nothing else is new about it.
    private readonly SliceCache<Label> _labels = new(1 << 14);
    private readonly TextPool _texts = new(1 << 14);
    private readonly List<Label> _listed = [];

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

    private Endpoint? Parse(ReadOnlySpan<byte> message)
    {
        uint id = 0, identity = 0;
        string cluster = "", space = "", pod = "";
        (string Kind, string Name)? workload = null;
        bool damaged = false;
        _listed.Clear();
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint:
                    id = reader.ReadUInt32();
                    break;
                case (2 << 3) | WireReader.Varint:
                    identity = reader.ReadUInt32();
                    break;
                case (3 << 3) | WireReader.Bytes:
                    space = _texts.Get(reader.ReadBytes());
                    break;
                case (4 << 3) | WireReader.Bytes:
                    _listed.Add(ReadLabel(reader.ReadBytes()));
                    break;
                case (5 << 3) | WireReader.Bytes:
                    pod = Encoding.UTF8.GetString(reader.ReadBytes());
                    break;
                case (6 << 3) | WireReader.Bytes when workload is null:
                    workload = ReadWorkload(reader.ReadBytes(), ref damaged);
                    break;
                case (7 << 3) | WireReader.Bytes:
                    cluster = _texts.Get(reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        (string kind, string name) = workload ?? ("", "");
        return damaged || reader.Damaged ? null : new Endpoint(id, identity, cluster, space, pod, LabelSet.Of(_listed), kind, name);
    }

    private Label ReadLabel(ReadOnlySpan<byte> utf8)
    {
        if (!_labels.TryGet(utf8, out Label label))
        {
            label = Label.Parse(Encoding.UTF8.GetString(utf8));
            _labels.Add(utf8, label);
        }

        return label;
    }

    private (string Kind, string Name) ReadWorkload(ReadOnlySpan<byte> message, ref bool damaged)
    {
        string name = "", kind = "";
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Bytes:
                    name = _texts.Get(reader.ReadBytes());
                    break;
                case (2 << 3) | WireReader.Bytes:
                    kind = _texts.Get(reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        damaged |= reader.Damaged;
        return (kind, name);
    }
}
