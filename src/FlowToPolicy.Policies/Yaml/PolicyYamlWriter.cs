using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>Writes policies as YAML: deterministic, printable ASCII, with a final newline.</summary>
public static class PolicyYamlWriter
{
    /// <summary>One document with its comments, without a document marker.</summary>
    public static string Write(Policy policy) => Write(policy, comments: true);

    /// <summary>
    /// The canonical text without any comment: equal for two policies that mean the same by their fields. To be compared, not shown.
    /// </summary>
    public static string WriteRules(Policy policy) => Write(policy, comments: false);

    /// <summary>Both texts of a policy, for less than the two by themselves.</summary>
    public static (string Commented, string Rules) WriteBoth(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Emitted(policy, comments: true).Both();
    }

    /// <summary>Several documents, each after a <c>---</c> line.</summary>
    public static string WriteAll(IEnumerable<Policy> policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return string.Concat(policies.Select(policy => "---\n" + Write(policy)));
    }

    /// <summary>One item of a rule, as an entry of the list that it belongs into.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isIngress">Whether that list is <c>ingress</c> or <c>ingressDeny</c>.</param>
    public static string WriteItem(DirectionItem item, bool isIngress)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Entry(RuleShape.Item(item, isIngress ? "from" : "to"));
    }

    /// <summary>One item of a Kubernetes NetworkPolicy, as an entry of the list that it belongs into.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isIngress">Whether that list is <c>ingress</c>.</param>
    public static string WriteItem(NetworkPolicyRule item, bool isIngress)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Entry(NetworkPolicyShape.Item(item, isIngress ? "from" : "to"));
    }

    private static string Entry(YamlMap map)
    {
        if (map.Entries.Count == 0)
        {
            return "- {}\n";
        }

        var emitter = new YamlEmitter(comments: false);
        emitter.Map(map);
        string[] lines = emitter.ToString().TrimEnd('\n').Split('\n');
        return string.Concat(lines.Select((line, index) => $"{(index == 0 ? "- " : "  ")}{line}\n"));
    }

    /// <summary>A CiliumCIDRGroup as a document, in the API version that the version of Cilium stores it in.</summary>
    public static string Write(CidrGroup group, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        var emitter = new YamlEmitter(comments: false);
        emitter.Map(new YamlMap()
            .Add("apiVersion", KnownKinds.ApisOf(KnownKinds.CidrGroup, version ?? CiliumVersion.Assumed)[0])
            .Add("kind", KnownKinds.CidrGroup)
            .Add("metadata", new YamlMap().Add("name", group.Name).Add("labels", Sorted(group.Labels)))
            .Add("spec", new YamlMap().Add("externalCIDRs", YamlList.Of(group.ExternalCidrs))));
        return emitter.ToString();
    }

    private static string Write(Policy policy, bool comments)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Emitted(policy, comments).ToString();
    }

    private static YamlEmitter Emitted(Policy policy, bool comments)
    {
        var emitter = new YamlEmitter(comments);
        emitter.Comment(policy.Comments);
        emitter.Map(Shape(policy));
        return emitter;
    }

    /// <summary>The document as a tree; JSON is written from the same.</summary>
    internal static YamlMap Shape(Policy policy)
    {
        var root = new YamlMap();
        bool isKubernetes = policy.Kind == PolicyKind.NetworkPolicy;
        root.Add("apiVersion", isKubernetes ? "networking.k8s.io/v1" : "cilium.io/v2");
        root.Add("kind", policy.Kind.ToString());
        root.Add("metadata", new YamlMap()
            .Add("name", policy.Name)
            .Add("namespace", policy.Namespace.Length == 0 ? null : policy.Namespace)
            .Add("labels", Sorted(policy.Labels))
            .Add("annotations", Sorted(policy.Annotations)));
        if (policy.NetworkPolicy is { } spec)
        {
            return root.Add("spec", NetworkPolicyShape.Of(spec));
        }

        return policy.Rules.Count == 1
            ? root.Add("spec", RuleShape.Of(policy.Rules[0]))
            : root.Add("specs", YamlList.Of(policy.Rules, RuleShape.Of));
    }

    private static YamlMap? Sorted(IReadOnlyDictionary<string, string> entries) =>
        entries.Count == 0 ? null : RuleShape.Map(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal));
}
