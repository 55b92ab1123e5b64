namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// One string for every text that repeats from flow to flow, found by the raw (still escaped) bytes of its JSON string.
/// Bounded as <see cref="SliceCache{T}"/> is.
/// </summary>
/// <param name="capacity">How many texts are kept.</param>
/// <param name="spelling">Brings a text into the one spelling that is used here; null leaves it.</param>
internal sealed class JsonTexts(int capacity, Func<string, string>? spelling = null)
{
    private readonly SliceCache<string> _texts = new(capacity);

    /// <summary>The text of a raw JSON string.</summary>
    public string Get(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
        {
            return "";
        }

        if (!_texts.TryGet(raw, out string text))
        {
            text = JsonText.Decode(raw);
            text = spelling is null ? text : spelling(text);
            _texts.Add(raw, text);
        }

        return text;
    }
}
