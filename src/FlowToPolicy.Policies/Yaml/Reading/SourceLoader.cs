using FlowToPolicy.Policies.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Builds the trees of one document of YAML or JSON. Depth and size are bounded, aliases included.
/// </summary>
internal sealed class SourceLoader
{
    private readonly Parser _parser;
    private readonly LineTable _lines;
    private readonly int _offset;
    private readonly Dictionary<AnchorName, (SourceNode Node, int Size)> _anchors = [];
    private int _nodes;

    private SourceLoader(string text, int offset, LineTable lines)
    {
        _parser = new Parser(new StringReader(text[offset..]));
        _lines = lines;
        _offset = offset;
    }

    /// <summary>
    /// The values of a document: one, or several when JSON objects stand one after the other. Those before an error are kept;
    /// throws <see cref="SourceException"/> for what cannot be read.
    /// </summary>
    public static void Load(DocumentText document, string file, List<SourceNode> roots)
    {
        var lines = new LineTable(document, file);
        if (document.IsTooLong)
        {
            throw new SourceException(lines.At(0), $"a document of more than {DocumentSplitter.LongestDocument} characters");
        }

        SourceLimits.CheckCharacters(document.Text, lines);
        int offset = JsonLoader.MayBeJson(document.Text) ? JsonLoader.Load(document.Text, lines, roots) : 0;
        if (offset < document.Text.Length)
        {
            new SourceLoader(document.Text, offset, lines).LoadAll(roots);
        }
    }

    private void LoadAll(List<SourceNode> roots)
    {
        try
        {
            _parser.TryConsume<StreamStart>(out _);
            while (!_parser.TryConsume<StreamEnd>(out _))
            {
                _anchors.Clear();
                _nodes = 0;
                _parser.Consume<DocumentStart>();
                SourceNode root = Node(0);
                _parser.Consume<DocumentEnd>();
                roots.Add(root);
            }
        }
        catch (YamlException exception)
        {
            throw new SourceException(At(exception.Start), exception.Message, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // The scanner runs out of its own bounds on some broken texts, before it can say what is wrong with them.
            throw new SourceException(_parser.Current is { } last ? At(last.End) : _lines.At(_offset), "broken in a way that the parser cannot tell", exception);
        }
    }

    private SourceNode Node(int depth)
    {
        SourcePosition position = At(_parser.Current!.Start);
        if (depth > SourceLimits.DeepestNesting)
        {
            throw new SourceException(position, $"nested deeper than {SourceLimits.DeepestNesting} levels");
        }

        Count(position, 1);
        int before = _nodes;
        if (_parser.Current is AnchorAlias alias)
        {
            _parser.MoveNext();
            return Alias(alias, position);
        }

        var next = (NodeEvent)_parser.Current!;
        SourceNode node = next switch
        {
            Scalar => ScalarReader.Read(_parser.Consume<Scalar>(), position),
            SequenceStart => ReadList(position, depth),
            _ => ReadMap(position, depth),
        };
        if (!next.Anchor.IsEmpty)
        {
            _anchors[next.Anchor] = (node, _nodes - before + 1);
        }

        return node;
    }

    private SourceNode Alias(AnchorAlias alias, SourcePosition position)
    {
        if (!_anchors.TryGetValue(alias.Value, out (SourceNode Node, int Size) target))
        {
            throw new SourceException(position, $"no anchor '{alias.Value}' is complete before this alias");
        }

        Count(position, target.Size);
        return target.Node;
    }

    private void Count(SourcePosition position, int added)
    {
        _nodes += added;
        SourceLimits.CheckCount(_nodes, position);
    }

    private SourceList ReadList(SourcePosition position, int depth)
    {
        ScalarReader.CheckCollection(_parser.Consume<SequenceStart>().Tag, "seq", position);
        var items = new List<SourceNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new SourceList(position, items);
    }

    private SourceMap ReadMap(SourcePosition position, int depth)
    {
        ScalarReader.CheckCollection(_parser.Consume<MappingStart>().Tag, "map", position);
        var entries = new List<SourceEntry>();
        var merged = new List<SourceNode>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            bool isMerge = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            SourceNode key = Node(depth + 1);
            if (key is not SourceScalar { Kind: not ScalarKind.Null } scalar)
            {
                throw new SourceException(key.Position, "a key must be a scalar");
            }

            SourceNode value = Node(depth + 1);
            if (isMerge)
            {
                merged.Add(value);
            }
            else if (keys.Add(scalar.Text))
            {
                entries.Add(new SourceEntry(scalar.Text, key.Position, value));
            }
            else
            {
                throw SourceLimits.Twice(scalar.Text, key.Position);
            }
        }

        Merge(merged, entries, keys);
        return new SourceMap(position, entries);
    }

    // Keys written in the map itself win over merged ones, earlier maps over later ones.
    private void Merge(List<SourceNode> merged, List<SourceEntry> entries, HashSet<string> keys)
    {
        foreach (SourceNode node in merged)
        {
            foreach (SourceNode source in node is SourceList list ? list.Items : [node])
            {
                if (source is not SourceMap map)
                {
                    throw new SourceException(source.Position, "only a map can be merged into a map");
                }

                Count(map.Position, map.Entries.Count);
                entries.AddRange(map.Entries.Where(entry => keys.Add(entry.Key)));
            }
        }
    }

    private SourcePosition At(Mark mark) => _lines.At(_offset + (int)mark.Index);
}
