namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Reads the reporting node and steps over its labels. Both repeat in every flow of the node, so they are compared with what the
/// node said last.
/// </summary>
internal sealed class UsualNodes(JsonTexts texts)
{
    private const int KnownNodes = 1 << 12;
    private readonly SliceCache<Node> _nodes = new(KnownNodes);
    private Node _node = new("");
    private int _place;

    /// <summary>Steps over <c>node_name</c>.</summary>
    public int Name(PaddedText text, int at, out string name)
    {
        // The closing quote belongs to what is kept, so that no name matches the beginning of a longer one.
        if (text.ByteAt(at) == '"'
            && _nodes.TryMatch(_place, text.From(at + 1), out int length, out Node last))
        {
            _node = last;
            name = last.Name;
            return at + 1 + length;
        }

        int end = text.String(at, out ReadOnlySpan<byte> raw);
        name = "";
        if (end >= 0)
        {
            ReadOnlySpan<byte> kept = text.Slice(at + 1, end);
            if (!_nodes.TryGet(kept, out Node known, out _place))
            {
                known = new Node(texts.Get(raw));
                _place = _nodes.Add(kept, known);
            }

            _node = known;
            name = known.Name;
        }

        return end;
    }

    /// <summary>Steps over <c>node_labels</c>, behind the name.</summary>
    public int Labels(PaddedText text, int at)
    {
        if (_node.Labels is { Length: > 0 } known && text.From(at).StartsWith(known))
        {
            return at + known.Length;
        }

        int end = text.Value(at);
        if (end >= 0)
        {
            _node.Keep(text.Slice(at, end));
        }

        return end;
    }

    /// <summary>A node and the bytes of a list that was found to be sound.</summary>
    private sealed class Node(string name)
    {
        private const int LongestList = 16 * 1024;
        private byte[] _labels = [];
        private int _length;

        public string Name => name;

        public ReadOnlySpan<byte> Labels => _labels.AsSpan(0, _length);

        public void Keep(ReadOnlySpan<byte> labels)
        {
            if (labels.Length > LongestList || labels[0] != '[')
            {
                return;
            }

            if (_labels.Length < labels.Length)
            {
                _labels = new byte[labels.Length * 2];
            }

            labels.CopyTo(_labels);
            _length = labels.Length;
        }
    }
}
