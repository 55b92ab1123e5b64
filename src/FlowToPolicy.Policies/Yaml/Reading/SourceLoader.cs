using FlowToPolicy.Policies.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Builds the tree of one document after the other from a stream of YAML or JSON. Depth and size of a document are bounded, aliases included.
/// </summary>
internal sealed class SourceLoader
{
    private const int DeepestNesting = 100;
    private const int MostNodes = 1_000_000;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly Dictionary<AnchorName, (SourceNode Node, int Size)> _anchors = [];
    private int _nodes;

    /// <summary>Begins a stream.</summary>
    public SourceLoader(TextReader input, string file)
    {
        _parser = new Parser(input);
        _file = file;
    }

    /// <summary>The next document; null at the end. Throws <see cref="SourceException"/> for what is no YAML.</summary>
    public SourceNode? Next()
    {
        try
        {
            _parser.TryConsume<StreamStart>(out _);
            if (_parser.TryConsume<StreamEnd>(out _))
            {
                return null;
            }

            _anchors.Clear();
            _nodes = 0;
            _parser.Consume<DocumentStart>();
            SourceNode node = Node(0);
            _parser.Consume<DocumentEnd>();
            return node;
        }
        catch (YamlException exception)
        {
            throw new SourceException(At(exception.Start), exception.Message, exception);
        }
    }

    private SourceNode Node(int depth)
    {
        SourcePosition position = At(_parser.Current!.Start);
        if (depth > DeepestNesting)
        {
            throw new SourceException(position, $"nested deeper than {DeepestNesting} levels");
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
            Scalar => ReadScalar(_parser.Consume<Scalar>(), position),
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
            throw new SourceException(position, $"no anchor '{alias.Value}' before this alias");
        }

        Count(position, target.Size);
        return target.Node;
    }

    private void Count(SourcePosition position, int added)
    {
        _nodes += added;
        if (_nodes > MostNodes)
        {
            throw new SourceException(position, $"more than {MostNodes} values in one document, aliases counted");
        }
    }

    private static SourceScalar ReadScalar(Scalar scalar, SourcePosition position)
    {
        bool isText = scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific && scalar.Tag.Value == "tag:yaml.org,2002:str");
        (ScalarKind kind, string text) = isText ? (ScalarKind.Text, scalar.Value) : ScalarTyping.Resolve(scalar.Value);
        return new SourceScalar(position, kind, text);
    }

    private SourceList ReadList(SourcePosition position, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<SourceNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new SourceList(position, items);
    }

    private SourceMap ReadMap(SourcePosition position, int depth)
    {
        _parser.Consume<MappingStart>();
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
                throw new SourceException(key.Position, $"the key '{scalar.Text}' stands twice in the same map");
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

    private SourcePosition At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
