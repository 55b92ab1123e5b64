using System.Text;

namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// Gives the same string for the same bytes, without decoding them twice. Bounded as <see cref="SliceCache{T}"/> is.
/// Invalid UTF-8 becomes U+FFFD. Not thread-safe.
/// </summary>
/// <param name="capacity">How many texts are kept.</param>
/// <param name="spelling">Brings a text into the one spelling that is used here; null leaves it.</param>
public sealed class TextPool(int capacity, Func<string, string>? spelling = null)
{
    private readonly SliceCache<string> _texts = new(capacity);

    /// <summary>The text of <paramref name="utf8"/>.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (!_texts.TryGet(utf8, out string text))
        {
            text = Encoding.UTF8.GetString(utf8);
            text = spelling is null ? text : spelling(text);
            _texts.Add(utf8, text);
        }

        return text;
    }
}
