using System.Text;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// Turns nodes into block-style YAML: two spaces a level, list items at the column of their key, as <c>kubectl</c> and Cilium's documentation write it.
/// (An emitter of our own because a library's cannot place comments above list items.)
/// </summary>
internal sealed class YamlEmitter(bool comments)
{
    private readonly StringBuilder _output = new();

    // Where the comment lines stand, from and to.
    private readonly List<(int Start, int End)> _comments = [];

    /// <summary>The text so far.</summary>
    public override string ToString() => _output.ToString();

    /// <summary>The text so far, once with comments and once without.</summary>
    public (string Commented, string Bare) Both()
    {
        string all = ToString();
        var bare = new StringBuilder(all.Length);
        int from = 0;
        foreach ((int start, int end) in _comments)
        {
            bare.Append(all.AsSpan(from, start - from));
            from = end;
        }

        return (all, bare.Append(all.AsSpan(from)).ToString());
    }

    /// <summary>Writes comment lines.</summary>
    public void Comment(IReadOnlyList<string> lines, int indent = 0)
    {
        if (!comments || lines.Count == 0)
        {
            return;
        }

        int start = _output.Length;
        foreach (string line in lines)
        {
            _output.Append(' ', indent);
            YamlScalar.AppendComment(_output, line);
            _output.Append('\n');
        }

        _comments.Add((start, _output.Length));
    }

    /// <summary>Writes the entries of a map, each on its own line.</summary>
    public void Map(YamlMap map, int indent = 0)
    {
        bool first = false;
        Entries(map, indent, ref first);
    }

    /// <param name="map">The map.</param>
    /// <param name="indent">The column of its keys.</param>
    /// <param name="inline">Whether the first key continues a line that is already begun.</param>
    private void Entries(YamlMap map, int indent, ref bool inline)
    {
        foreach ((string key, YamlNode value) in map.Entries)
        {
            if (!inline)
            {
                _output.Append(' ', indent);
            }

            inline = false;
            YamlScalar.Append(_output, key);
            _output.Append(':');
            Value(value, indent);
        }
    }

    private void Value(YamlNode value, int indent)
    {
        switch (value)
        {
            case YamlMap { Entries.Count: > 0 } map:
                _output.Append('\n');
                Map(map, indent + 2);
                break;
            case YamlList { Count: > 0 } list:
                _output.Append('\n');
                List(list, indent);
                break;
            default:
                _output.Append(' ');
                Inline(value);
                _output.Append('\n');
                break;
        }
    }

    private void List(YamlList list, int indent)
    {
        for (int i = 0; i < list.Count; i++)
        {
            (IReadOnlyList<string> lines, YamlNode node) = list.ItemAt(i);
            Comment(lines, indent);
            _output.Append(' ', indent).Append("- ");
            if (node is YamlMap { Entries.Count: > 0 } map)
            {
                bool inline = true;
                Entries(map, indent + 2, ref inline);
            }
            else
            {
                Inline(node);
                _output.Append('\n');
            }
        }
    }

    private void Inline(YamlNode value)
    {
        switch (value)
        {
            case YamlText text:
                YamlScalar.Append(_output, text.Value, text.Quoted);
                break;
            case YamlLiteral literal:
                _output.Append(literal.Value);
                break;
            case YamlMap { Entries.Count: 0 }:
                _output.Append("{}");
                break;
            case YamlList { Count: 0 }:
                _output.Append("[]");
                break;
            default:
                throw new InvalidOperationException("A list directly inside a list has no place in a policy.");
        }
    }
}
