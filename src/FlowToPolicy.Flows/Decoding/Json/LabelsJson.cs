using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads lists of labels. A list that was seen before, byte for byte, is looked up: all pods of a workload have the same one.</summary>
internal sealed class LabelsJson(EndpointTable endpoints)
{
    private const int KnownLists = 1 << 15;
    private readonly SliceCache<LabelSet> _known = new(KnownLists);
    private readonly List<Label> _labels = [];

    /// <summary>The labels of a whole JSON array, none for no bytes, and where its bytes are kept.</summary>
    /// <returns>The field that has a value that it cannot have; null when there is none.</returns>
    public string? Find(ReadOnlySpan<byte> raw, out LabelSet labels, out int place)
    {
        place = -1;
        labels = LabelSet.Empty;
        if (raw.IsEmpty || _known.TryGet(raw, out labels, out place))
        {
            return null;
        }

        var json = new JsonCursor(raw);
        _labels.Clear();
        json.EnterArray("labels");
        while (json.NextText("labels", out ReadOnlySpan<byte> label))
        {
            _labels.Add(Label.Parse(JsonText.Decode(label)));
        }

        labels = endpoints.Intern(LabelSet.Of(_labels));
        place = json.Fault is null ? _known.Add(raw, labels) : -1;
        return json.Fault;
    }

    /// <summary>Whether a text begins with the list that is kept in this place, see <see cref="SliceCache{T}.TryMatch"/>.</summary>
    public bool TryMatch(int place, ReadOnlySpan<byte> text, out int length, out LabelSet labels) =>
        _known.TryMatch(place, text, out length, out labels);
}
