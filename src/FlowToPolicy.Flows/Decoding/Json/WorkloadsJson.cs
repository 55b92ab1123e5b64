namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Reads who owns a pod. Of a list the first one: Cilium names at most one, and lists are for what may come. A list that was seen
/// before, byte for byte, is looked up.
/// </summary>
internal sealed class WorkloadsJson
{
    private const int KnownLists = 1 << 15;
    private readonly SliceCache<(string Kind, string Name)> _known = new(KnownLists);

    /// <summary>The first workload of a whole JSON array, none for no bytes, and where its bytes are kept.</summary>
    /// <returns>The field that has a value that it cannot have; null when there is none.</returns>
    public string? Find(ReadOnlySpan<byte> raw, out (string Kind, string Name) workload, out int place)
    {
        place = -1;
        workload = ("", "");
        if (raw.IsEmpty || _known.TryGet(raw, out workload, out place))
        {
            return null;
        }

        (string Kind, string Name)? first = null;
        var json = new JsonCursor(raw);
        json.EnterArray("workloads");
        while (json.NextObject("workloads"))
        {
            (string Kind, string Name) next = Read(ref json);
            first ??= next;
        }

        workload = first ?? ("", "");
        place = json.Fault is null ? _known.Add(raw, workload) : -1;
        return json.Fault;
    }

    /// <summary>Whether a text begins with the list that is kept in this place, see <see cref="SliceCache{T}.TryMatch"/>.</summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out (string Kind, string Name) workload) =>
        _known.TryMatch(place, text, out length, out workload);

    private static (string Kind, string Name) Read(ref JsonCursor json)
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
