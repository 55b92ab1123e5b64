using System.Collections.Concurrent;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The schema of each kind in each version of Cilium.</summary>
internal static class PolicySchemas
{
    private static readonly ConcurrentDictionary<(string Kind, CiliumVersion Version), ValueSchema> Known = new();

    /// <summary>Holds an object of a kind that we know against its schema.</summary>
    /// <returns>What is wrong, in the order of the document, and the object as the server keeps it.</returns>
    public static (IReadOnlyList<SchemaViolation> Violations, SourceMap Kept) Check(SourceMap root, string kind, string apiVersion, CiliumVersion version)
    {
        var violations = new List<SchemaViolation>();
        IReadOnlyList<string> apis = KnownKinds.ApisOf(kind, version);
        if (!apis.Contains(apiVersion))
        {
            SourceNode at = root.Find("apiVersion") ?? root;
            violations.Add(new SchemaViolation(SchemaKeyword.ApiVersion, FieldPath.Root.Key("apiVersion"), at, $"must be {apis[0]} for a {kind}, not '{apiVersion}'"));
        }

        ValueSchema schema = Known.GetOrAdd((kind, version), key => Build(key.Kind, key.Version));
        return (violations, (SourceMap)schema.Check(root, FieldPath.Root, violations));
    }

    private static ObjectSchema Build(string kind, CiliumVersion version) => kind switch
    {
        nameof(PolicyKind.NetworkPolicy) => KubernetesSchema.Build(),
        KnownKinds.CidrGroup => Envelope(new Field("spec", new ObjectSchema(new Field("externalCIDRs", new ListSchema(LeafSchemas.Cidr), IsRequired: true)), IsRequired: true)),
        _ => OfRules(new RuleSchema(version).Build()),
    };

    // That one of spec and specs must be there, the agent says and the schema does not; without both the object says nothing.
    private static ObjectSchema OfRules(ObjectSchema rule) => Envelope(new Field("spec", rule), new Field("specs", new ListSchema(rule)));

    /// <summary>An object with these fields beside those that every object has.</summary>
    public static ObjectSchema Envelope(params Field[] fields) => new(
    [
        new Field("apiVersion", new TextSchema()),
        new Field("kind", new TextSchema()),
        new Field("metadata", MetadataSchema.Value, IsRequired: true),
        new Field("status", new AnySchema()),
        .. fields,
    ]);
}
