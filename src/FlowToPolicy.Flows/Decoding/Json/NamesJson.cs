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
        if (!TryFind(raw, out NameList names))
        {
            json.Refuse(field);
        }

        return names;
    }

    /// <summary>The names of a whole JSON array, none for no bytes. False when something in it is no text.</summary>
    public bool TryFind(ReadOnlySpan<byte> raw, out NameList names)
    {
        names = NameList.Empty;
        if (raw.Length <= "[]".Length || _known.TryGet(raw, out names))
        {
            return true;
        }

        var inner = new JsonCursor(raw);
        _texts.Clear();
        inner.EnterArray("names");
        while (inner.NextText("names", out ReadOnlySpan<byte> text))
        {
            _texts.Add(JsonText.Decode(text));
        }

        if (inner.Fault is not null)
        {
            names = NameList.Empty;
            return false;
        }

        names = NameList.Of(_texts);
        _known.Add(raw, names);
        return true;
    }
}
