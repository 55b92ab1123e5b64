using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads lists of labels. A list that was seen before, byte for byte, is looked up: all pods of a workload have the same one.</summary>
internal sealed class LabelsJson(EndpointTable endpoints)
{
    private const int KnownLists = 1 << 15;
    private const int KnownKeys = 1 << 12;
    private readonly SliceCache<LabelSet> _known = new(KnownLists);
    private readonly FirstSights _sights = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly List<Label> _labels = [];

    /// <summary>The labels of a whole JSON array, none for no bytes, and where its bytes are kept.</summary>
    /// <returns>The field that has a value that it cannot have; null when there is none.</returns>
    public string? Find(ReadOnlySpan<byte> raw, out LabelSet labels, out int place)
    {
        place = -1;
        labels = LabelSet.Empty;
        if (raw.IsEmpty)
        {
            return null;
        }

        ulong hash = SliceHash.Of(raw);
        if (_known.TryGet(raw, hash, out labels, out place))
        {
            return null;
        }

        var json = new JsonCursor(raw);
        _labels.Clear();
        json.EnterArray("labels");
        while (json.NextText("labels", out ReadOnlySpan<byte> label))
        {
            _labels.Add(OneKey(Label.Parse(JsonText.Decode(label))));
        }

        labels = LabelSet.Of(_labels);
        if (json.Fault is null && !_sights.Is(hash))
        {
            labels = endpoints.Intern(labels);
            place = _known.Add(raw, hash, labels);
        }

        return json.Fault;
    }

    /// <summary>Whether a text begins with the list that is kept in this place, see <see cref="SliceCache{T}.TryMatch"/>.</summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out LabelSet labels) =>
        _known.TryMatch(place, text, out length, out labels);

    /// <summary>The same label; of all labels with the same key, only one keeps the key's text.</summary>
    private Label OneKey(Label label)
    {
        if (_keys.TryGetValue(label.Key, out string? key))
        {
            return label with { Key = key };
        }

        if (_keys.Count >= KnownKeys)
        {
            _keys.Clear();
        }

        _keys.Add(label.Key, label.Key);
        return label;
    }
}
