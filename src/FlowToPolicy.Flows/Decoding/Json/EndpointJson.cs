using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads <c>flow.Endpoint</c>. An endpoint that was seen before, byte for byte, is looked up and not parsed.</summary>
internal sealed class EndpointJson(EndpointTable endpoints)
{
    private const int KnownSlices = 1 << 16;
    private readonly SliceCache<Endpoint> _known = new(KnownSlices);
    private readonly List<Label> _labels = [];

    /// <summary>The endpoint that comes next; <see cref="Endpoint.Nothing"/> for null and for a damaged one.</summary>
    public Endpoint Read(ref JsonCursor json, string field)
    {
        ReadOnlySpan<byte> raw = json.ReadRawObject(field);
        if (raw.IsEmpty)
        {
            return Endpoint.Nothing;
        }

        if (Find(raw, out Endpoint endpoint, out _) is { } fault)
        {
            json.Refuse(fault);
        }

        return endpoint;
    }

    /// <summary>
    /// The endpoint of a whole JSON object, <see cref="Endpoint.Nothing"/> for a damaged one, and where its bytes are kept.
    /// </summary>
    /// <returns>The field that has a value that it cannot have; null when there is none.</returns>
    public string? Find(ReadOnlySpan<byte> raw, out Endpoint endpoint, out int place)
    {
        if (_known.TryGet(raw, out endpoint, out place))
        {
            return null;
        }

        var inner = new JsonCursor(raw);
        Endpoint parsed = Parse(ref inner);
        if (inner.Fault is null)
        {
            endpoint = endpoints.Intern(parsed);
            place = _known.Add(raw, endpoint);
        }
        else
        {
            endpoint = Endpoint.Nothing;
        }

        return inner.Fault;
    }

    /// <summary>Whether a text begins with the endpoint that is kept in this place, see <see cref="SliceCache{T}.TryMatch"/>.</summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out Endpoint endpoint) =>
        _known.TryMatch(place, text, out length, out endpoint);

    private Endpoint Parse(ref JsonCursor json)
    {
        uint id = 0, identity = 0;
        string cluster = "", space = "", pod = "";
        (string Kind, string Name) workload = ("", "");
        _labels.Clear();
        json.EnterObject("endpoint");
        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("ID"u8))
            {
                id = (uint)json.ReadNumber("ID", 0, uint.MaxValue);
            }
            else if (name.SequenceEqual("identity"u8))
            {
                identity = (uint)json.ReadNumber("identity", 0, uint.MaxValue);
            }
            else if (name.SequenceEqual("cluster_name"u8))
            {
                cluster = JsonText.Decode(json.ReadText("cluster_name"));
            }
            else if (name.SequenceEqual("namespace"u8))
            {
                space = JsonText.Decode(json.ReadText("namespace"));
            }
            else if (name.SequenceEqual("pod_name"u8))
            {
                pod = JsonText.Decode(json.ReadText("pod_name"));
            }
            else if (name.SequenceEqual("labels"u8))
            {
                ReadLabels(ref json);
            }
            else if (name.SequenceEqual("workloads"u8))
            {
                workload = ReadWorkloads(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new Endpoint(id, identity, cluster, space, pod, LabelSet.Of(_labels), workload.Kind, workload.Name);
    }

    private void ReadLabels(ref JsonCursor json)
    {
        _labels.Clear();
        if (json.EnterArray("labels"))
        {
            while (json.NextText("labels", out ReadOnlySpan<byte> raw))
            {
                _labels.Add(Label.Parse(JsonText.Decode(raw)));
            }
        }
    }

    /// <summary>The first workload: Cilium names at most one, and lists are for what may come.</summary>
    private static (string Kind, string Name) ReadWorkloads(ref JsonCursor json)
    {
        (string Kind, string Name)? first = null;
        if (json.EnterArray("workloads"))
        {
            while (json.NextObject("workloads"))
            {
                (string Kind, string Name) workload = ReadWorkload(ref json);
                first ??= workload;
            }
        }

        return first ?? ("", "");
    }

    private static (string Kind, string Name) ReadWorkload(ref JsonCursor json)
    {
        string kind = "", name = "";
        while (json.NextField(out ReadOnlySpan<byte> field))
        {
            if (field.SequenceEqual("kind"u8))
            {
                kind = JsonText.Decode(json.ReadText("workloads.kind"));
            }
            else if (field.SequenceEqual("name"u8))
            {
                name = JsonText.Decode(json.ReadText("workloads.name"));
            }
            else
            {
                json.Skip();
            }
        }

        return (kind, name);
    }
}
