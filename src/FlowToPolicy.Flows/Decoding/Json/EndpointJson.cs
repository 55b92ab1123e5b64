using FlowToPolicy.Flows.Decoding.Json.Usual;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads <c>flow.Endpoint</c>. An endpoint that was seen before, byte for byte, is looked up and not parsed.</summary>
internal sealed class EndpointJson(EndpointTable endpoints, JsonTexts texts)
{
    private const int KnownSlices = 1 << 16;
    private readonly SliceCache<Endpoint> _known = new(KnownSlices);
    private readonly FirstSights _sights = new();

    /// <summary>Reads labels.</summary>
    public LabelsJson Labels { get; } = new(endpoints);

    /// <summary>Reads workloads.</summary>
    public WorkloadsJson Workloads { get; } = new();

    /// <summary>Keeps names of clusters and namespaces.</summary>
    public JsonTexts Texts => texts;

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
        ulong hash = SliceHash.Of(raw);
        if (_known.TryGet(raw, hash, out endpoint, out place))
        {
            return null;
        }

        var json = new JsonCursor(raw);
        Endpoint parsed = Parse(ref json);
        endpoint = json.Fault is null ? parsed : Endpoint.Nothing;
        if (json.Fault is null && !_sights.Is(hash))
        {
            endpoint = endpoints.Intern(parsed);
            place = _known.Add(raw, hash, endpoint);
        }

        return json.Fault;
    }

    /// <summary>
    /// Looks an endpoint up that was taken apart already, or keeps it when it was seen before; says where it is kept.
    /// </summary>
    public Endpoint Find(ReadOnlySpan<byte> raw, in FreshEndpoint fresh, ref int place)
    {
        if (_sights.Is(fresh.Mark))
        {
            return fresh.Make();
        }

        ulong hash = SliceHash.Of(raw);
        if (!_known.TryGet(raw, hash, out Endpoint endpoint, out place))
        {
            endpoint = endpoints.Intern(fresh.Make());
            place = _known.Add(raw, hash, endpoint);
        }

        return endpoint;
    }

    /// <summary>Whether a text begins with the endpoint that is kept in this place, see <see cref="SliceCache{T}.TryMatch"/>.</summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out Endpoint endpoint) =>
        _known.TryMatch(place, text, out length, out endpoint);

    private Endpoint Parse(ref JsonCursor json)
    {
        uint id = 0, identity = 0;
        string cluster = "", space = "", pod = "";
        (string Kind, string Name) workload = ("", "");
        LabelSet labels = LabelSet.Empty;
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
                cluster = texts.Get(json.ReadText("cluster_name"));
            }
            else if (name.SequenceEqual("namespace"u8))
            {
                space = texts.Get(json.ReadText("namespace"));
            }
            else if (name.SequenceEqual("pod_name"u8))
            {
                pod = JsonText.Decode(json.ReadText("pod_name"));
            }
            else if (name.SequenceEqual("labels"u8))
            {
                Refuse(ref json, Labels.Find(json.ReadRawArray("labels"), out labels, out _));
            }
            else if (name.SequenceEqual("workloads"u8))
            {
                Refuse(ref json, Workloads.Find(json.ReadRawArray("workloads"), out workload, out _));
            }
            else
            {
                json.Skip();
            }
        }

        return new Endpoint(id, identity, cluster, space, pod, labels, workload.Kind, workload.Name);
    }

    private static void Refuse(ref JsonCursor json, string? fault)
    {
        if (fault is not null)
        {
            json.Refuse(fault);
        }
    }
}
