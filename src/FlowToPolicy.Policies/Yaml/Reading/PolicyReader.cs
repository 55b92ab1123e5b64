using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads whole objects: policies and CIDR groups.</summary>
internal static class PolicyReader
{
    /// <summary>A policy of any kind.</summary>
    public static Policy Read(Fields fields, PolicyKind kind)
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

    /// <summary>A CiliumCIDRGroup.</summary>
    public static CidrGroup ReadGroup(Fields fields)
    {
        fields.Ignore("apiVersion");
        fields.Ignore("kind");
        fields.Ignore("status");
        var named = fields.Object("metadata", metadata => Metadata(metadata, PolicyKind.CiliumClusterwideNetworkPolicy));
        if (named is not { Name.Length: > 0 })
        {
            fields.Refuse("has no metadata.name");
        }

        return new CidrGroup
        {
            Name = named?.Name ?? "",
            Labels = named?.Labels ?? new Dictionary<string, string>(),
            ExternalCidrs = fields.Object("spec", spec => spec.Texts("externalCIDRs") ?? []) ?? [],
            Position = fields.Position,
        };
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
}
