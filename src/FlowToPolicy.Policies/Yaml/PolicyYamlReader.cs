using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// Reads policies from YAML or JSON as kubectl and the API server do: several documents, lists, anchors, YAML 1.1 booleans; unknown fields
/// have no effect and are named. Documents of other kinds are counted.
/// </summary>
public sealed class PolicyYamlReader
{
    private const string NoObject = "no Kubernetes object";

    private readonly string _file;
    private readonly CiliumVersion _version;
    private readonly List<PolicyDocument> _documents = [];
    private readonly List<CidrGroup> _groups = [];
    private readonly List<ReadFinding> _unreadable = [];
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);

    private PolicyYamlReader(string file, CiliumVersion version) => (_file, _version) = (file, version);

    /// <summary>Reads a whole text.</summary>
    public static PolicyReadResult Read(string text, string file = "-", CiliumVersion? version = null)
    {
        using var reader = new StringReader(text);
        return Read(reader, file, version);
    }

    /// <summary>Reads a stream of documents, one at a time; a broken one hides none of the others.</summary>
    /// <param name="input">The text.</param>
    /// <param name="file">Its name in positions.</param>
    /// <param name="version">The version of Cilium whose schema decides; <see cref="CiliumVersion.Assumed"/> when null.</param>
    public static PolicyReadResult Read(TextReader input, string file, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var reader = new PolicyYamlReader(file, version ?? CiliumVersion.Assumed);
        var splitter = new DocumentSplitter(input);
        while (splitter.Next() is { } document)
        {
            reader.ReadDocument(document);
        }

        return new PolicyReadResult(reader._documents, reader._groups, reader._unreadable, reader._skipped);
    }

    private void ReadDocument(DocumentText document)
    {
        var roots = new List<SourceNode>();
        try
        {
            SourceLoader.Load(document, _file, roots);
        }
        catch (SourceException exception)
        {
            // Templates of Helm and its like are no YAML before they are rendered.
            bool isTemplate = document.Text.Contains("{{", StringComparison.Ordinal);
            string cure = isTemplate ? "; this is a template: render it first, e.g. with 'helm template'" : "";
            Refuse(exception.Position, $"not readable as YAML: {exception.Message}{cure}");
        }

        foreach (SourceNode root in roots)
        {
            switch (root)
            {
                // An empty document, as templates leave behind, is nothing.
                case SourceScalar { Kind: ScalarKind.Null }:
                    break;
                case SourceList list:
                    ReadItems(list, document, kind: "", apiVersion: "");
                    break;
                default:
                    ReadObject(root, document, kind: "", apiVersion: "");
                    break;
            }
        }
    }

    // What the API itself lists has its kind only once, at the list.
    private void ReadItems(SourceList items, DocumentText document, string kind, string apiVersion)
    {
        foreach (SourceNode item in items.Items)
        {
            ReadObject(item, document, kind, apiVersion);
        }
    }

    private static bool IsForeign(SourceMap map) => map.Find("apiVersion") is null && map.Find("metadata") is null && map.Find("spec") is null;

    private void ReadObject(SourceNode node, DocumentText document, string kind, string apiVersion)
    {
        if (node is not SourceMap map)
        {
            Refuse(node.Position, "no Kubernetes object: it has no kind");
            return;
        }

        kind = TextOf(map, "kind") ?? kind;
        apiVersion = TextOf(map, "apiVersion") ?? apiVersion;
        if (kind.EndsWith("List", StringComparison.Ordinal) && map.Find("items") is SourceList items)
        {
            bool isPlain = kind == "List";
            ReadItems(items, document, isPlain ? "" : kind[..^"List".Length], isPlain ? "" : apiVersion);
        }
        else if (kind.Length == 0 && IsForeign(map))
        {
            // Values of a chart, settings of a tool: what lies beside policies in a repository and was never meant for the API server.
            _skipped[NoObject] = _skipped.GetValueOrDefault(NoObject) + 1;
        }
        else if (kind.Length == 0)
        {
            Refuse(map.Position, "no Kubernetes object: it has no kind");
        }
        else if (KnownKinds.Has(kind, apiVersion))
        {
            Add(DocumentReader.Read(map, document, _file, kind, apiVersion, _version));
        }
        else
        {
            _skipped[kind] = _skipped.GetValueOrDefault(kind) + 1;
        }
    }

    private void Add((PolicyDocument Document, CidrGroup? Group) read)
    {
        (PolicyDocument document, CidrGroup? group) = read;
        _documents.Add(document);
        if (group is not null)
        {
            _groups.Add(group);
        }
    }

    private void Refuse(SourcePosition position, string message) => _unreadable.Add(new ReadFinding(position, ReadSeverity.Refused, message));

    private static string? TextOf(SourceMap map, string key) => map.Find(key) is SourceScalar { Kind: ScalarKind.Text, Text.Length: > 0 } text ? text.Text : null;
}
