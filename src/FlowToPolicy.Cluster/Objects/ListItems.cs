using System.Text.Json;

namespace FlowToPolicy.Cluster.Objects;

/// <summary>
/// Reads <c>{"items": [...]}</c> as kubectl and the API server write it, one item at a time, so that memory holds no more than the
/// largest item.
/// </summary>
internal static class ListItems
{
    private const int FirstBuffer = 64 << 10;

    // etcd takes no object above 1.5 MiB; indented it may be several times that.
    private const int MaxItem = 64 << 20;

    /// <summary>Reads a whole list. Fails with <see cref="JsonException"/> when the text is no such list.</summary>
    /// <param name="source">The text.</param>
    /// <param name="take">Gets each item; it must not keep the element.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task ReadAsync(Stream source, Action<JsonElement> take, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] buffer = new byte[FirstBuffer];
        int filled = 0;
        var place = new Place(take);
        while (true)
        {
            int read = await source.ReadAsync(buffer.AsMemory(filled), cancel).ConfigureAwait(false);
            filled += read;
            int used = place.Advance(buffer.AsSpan(0, filled), isEnd: read == 0);
            if (read == 0)
            {
                break;
            }

            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < MaxItem ? filled * 2 : throw new JsonException($"an item is larger than {MaxItem >> 20} MiB"));
            }
        }

        if (!place.HadItems)
        {
            throw new JsonException("it has no list of items");
        }
    }

    /// <summary>How far the reading is.</summary>
    private sealed class Place(Action<JsonElement> take)
    {
        private JsonReaderState _state;
        private bool _isInItems;

        /// <summary>Whether there was a list of items, be it empty.</summary>
        public bool HadItems { get; private set; }

        /// <summary>Reads on. Returns how many bytes are done with.</summary>
        public int Advance(ReadOnlySpan<byte> text, bool isEnd)
        {
            var reader = new Utf8JsonReader(text, isEnd, _state);
            long done = 0;
            while (Step(ref reader))
            {
                done = reader.BytesConsumed;
                _state = reader.CurrentState;
            }

            return (int)done;
        }

        private void Take(JsonElement item)
        {
            try
            {
                take(item);
            }
            catch (InvalidOperationException cause)
            {
                // A text that is no UTF-8 shows only when somebody asks for it.
                throw new JsonException(cause.Message, cause);
            }
        }

        /// <summary>Goes past one token, or past one whole item or unimportant value. False when it is not all there yet.</summary>
        private bool Step(ref Utf8JsonReader reader)
        {
            // Where a value begins is only known once it was entered, so the attempt is made on a copy.
            Utf8JsonReader attempt = reader;
            if (!attempt.Read())
            {
                return false;
            }

            if (_isInItems && attempt.TokenType != JsonTokenType.EndArray)
            {
                if (!JsonDocument.TryParseValue(ref attempt, out JsonDocument? item))
                {
                    return false;
                }

                using (item)
                {
                    Take(item.RootElement);
                }
            }
            else if (attempt.TokenType == JsonTokenType.PropertyName && attempt.CurrentDepth == 1)
            {
                bool isItems = attempt.ValueTextEquals("items"u8);
                if (!attempt.Read() || !(isItems && attempt.TokenType == JsonTokenType.StartArray) && !attempt.TrySkip())
                {
                    return false;
                }

                _isInItems = isItems && attempt.TokenType == JsonTokenType.StartArray;
                HadItems |= _isInItems;
            }
            else if (_isInItems)
            {
                _isInItems = false;
            }
            else if (attempt.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            {
                throw new JsonException("it is not an object");
            }

            reader = attempt;
            return true;
        }
    }
}
