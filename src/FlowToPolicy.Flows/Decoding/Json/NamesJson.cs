namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads lists of DNS names. A list that was seen before, byte for byte, is looked up and not parsed.</summary>
internal sealed class NamesJson
{
    private const int KnownLists = 1 << 13;
    private readonly SliceCache<NameList> _known = new(KnownLists);
    private readonly List<string> _texts = [];

    /// <summary>The names that come next; none for null.</summary>
    public NameList Read(ref JsonCursor json, string field)
    {
        ReadOnlySpan<byte> raw = json.ReadRawArray(field);
        if (raw.Length <= "[]".Length)
        {
            return NameList.Empty;
        }

        if (_known.TryGet(raw, out NameList known))
        {
            return known;
        }

        var inner = new JsonCursor(raw);
        _texts.Clear();
        inner.EnterArray(field);
        while (inner.NextText(field, out ReadOnlySpan<byte> text))
        {
            _texts.Add(JsonText.Decode(text));
        }

        if (inner.Fault is not null)
        {
            json.Refuse(field);
            return NameList.Empty;
        }

        NameList names = NameList.Of(_texts);
        _known.Add(raw, names);
        return names;
    }
}
