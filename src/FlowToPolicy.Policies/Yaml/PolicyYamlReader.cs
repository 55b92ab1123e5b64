using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// Reads policies from YAML or JSON as kubectl and the API server do: several documents, lists, anchors, YAML 1.1 booleans; unknown fields
/// have no effect and are named. Documents of other kinds are counted.
/// </summary>
public sealed class PolicyYamlReader
{
    private const string CiliumApi = "cilium.io/v2";
    private const string KubernetesApi = "networking.k8s.io/v1";

    private readonly List<Policy> _policies = [];
    private readonly List<ReadFinding> _findings = [];
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);

    /// <summary>Reads a whole text.</summary>
    public static PolicyReadResult Read(string text, string file = "-")
    {
        using var reader = new StringReader(text);
        return Read(reader, file);
    }

    /// <summary>Reads a stream of documents, one at a time.</summary>
    /// <param name="input">The text.</param>
    /// <param name="file">Its name in positions.</param>
    public static PolicyReadResult Read(TextReader input, string file)
    {
        ArgumentNullException.ThrowIfNull(input);
        var reader = new PolicyYamlReader();
        reader.ReadAll(new SourceLoader(input, file));
        return new PolicyReadResult(reader._policies, reader._findings, reader._skipped);
    }

    private void ReadAll(SourceLoader loader)
    {
        try
        {
            while (loader.Next() is { } document)
            {
                // An empty document, as templates leave behind, is nothing.
                if (document is not SourceScalar { Kind: ScalarKind.Null })
                {
                    ReadDocument(document);
                }
            }
        }
        catch (SourceException exception)
        {
            _findings.Add(new ReadFinding(exception.Position, ReadSeverity.Refused, $"not readable as YAML: {exception.Message}"));
        }
    }

    private void ReadDocument(SourceNode document)
    {
        if (document is not SourceMap map || map.Find("kind") is not SourceScalar { Kind: ScalarKind.Text } kind)
        {
            _findings.Add(new ReadFinding(document.Position, ReadSeverity.Refused, "no Kubernetes object: it has no kind"));
            return;
        }

        if (kind.Text.EndsWith("List", StringComparison.Ordinal) && map.Find("items") is SourceList items)
        {
            foreach (SourceNode item in items.Items)
            {
                ReadDocument(item);
            }

            return;
        }

        string api = map.Find("apiVersion") is SourceScalar { Kind: ScalarKind.Text } version ? version.Text : "";
        if (KindOf(kind.Text) is not { } policyKind || IsForeign(api, policyKind))
        {
            _skipped[kind.Text] = _skipped.GetValueOrDefault(kind.Text) + 1;
            return;
        }

        if (api != ApiOf(policyKind))
        {
            _findings.Add(new ReadFinding(map.Position, ReadSeverity.Refused, $"{kind.Text} exists in {ApiOf(policyKind)}, not in '{api}'"));
            return;
        }

        ReadPolicy(map, policyKind);
    }

    private void ReadPolicy(SourceMap map, PolicyKind kind)
    {
        var findings = new List<ReadFinding>();
        Policy? policy = Fields.Object(map, "", findings, fields => Policy(fields, kind));
        _findings.AddRange(findings);
        if (policy is not null && !findings.Exists(finding => finding.Severity == ReadSeverity.Refused))
        {
            _policies.Add(policy);
        }
    }

    private static Policy Policy(Fields fields, PolicyKind kind)
    {
        fields.Ignore("apiVersion");
        fields.Ignore("kind");
        fields.Ignore("status");
        var named = fields.Object("metadata", metadata => Metadata(metadata, kind));
        if (named is not { Name.Length: > 0 })
        {
            fields.Refuse("has no metadata.name");
        }

        Policy policy = (named ?? new Policy { Kind = kind, Name = "", Rules = [] }) with { Position = fields.Position };
        if (kind == PolicyKind.NetworkPolicy)
        {
            return policy with { NetworkPolicy = fields.Object("spec", NetworkPolicyReader.Read) ?? new NetworkPolicySpec() };
        }

        Rule? spec = fields.Object("spec", RuleReader.Read);
        IReadOnlyList<Rule> specs = fields.Objects("specs", RuleReader.Read) ?? [];
        if (!fields.Has("spec") && !fields.Has("specs"))
        {
            fields.Refuse("has neither spec nor specs");
        }

        return policy with { Rules = spec is null ? specs : [spec, .. specs] };
    }

    // The server and the tools around it keep much in metadata; nothing of the rest bears on policies.
    private static Policy Metadata(Fields fields, PolicyKind kind)
    {
        fields.IgnoreRest();
        return new Policy
        {
            Kind = kind,
            Name = fields.Text("name") ?? "",
            Namespace = kind == PolicyKind.CiliumClusterwideNetworkPolicy ? "" : fields.Text("namespace") ?? "",
            Labels = (fields.TextMap("labels") ?? []).ToDictionary(),
            Annotations = (fields.TextMap("annotations") ?? []).ToDictionary(),
            Rules = [],
        };
    }

    private static PolicyKind? KindOf(string kind) => kind switch
    {
        nameof(PolicyKind.CiliumNetworkPolicy) => PolicyKind.CiliumNetworkPolicy,
        nameof(PolicyKind.CiliumClusterwideNetworkPolicy) => PolicyKind.CiliumClusterwideNetworkPolicy,
        nameof(PolicyKind.NetworkPolicy) => PolicyKind.NetworkPolicy,
        _ => null,
    };

    // Calico and others have a kind NetworkPolicy of their own.
    private static bool IsForeign(string api, PolicyKind kind) =>
        kind == PolicyKind.NetworkPolicy && !api.StartsWith("networking.k8s.io/", StringComparison.Ordinal) && api.Contains('/', StringComparison.Ordinal);

    private static string ApiOf(PolicyKind kind) => kind == PolicyKind.NetworkPolicy ? KubernetesApi : CiliumApi;
}
