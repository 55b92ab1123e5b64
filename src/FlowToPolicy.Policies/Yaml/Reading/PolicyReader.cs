using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads whole objects: policies and CIDR groups.</summary>
internal static class PolicyReader
{
    /// <summary>A policy of any kind.</summary>
    public static Policy Read(SourceMap map, PolicyKind kind)
    {
        var fields = new Fields(map);
        Policy policy = fields.Object("metadata", metadata => new Policy
        {
            Kind = kind,
            Name = metadata.Text("name") ?? "",
            Namespace = kind == PolicyKind.CiliumClusterwideNetworkPolicy ? "" : metadata.Text("namespace") ?? "",
            Labels = (metadata.TextMap("labels") ?? []).ToDictionary(),
            Annotations = (metadata.TextMap("annotations") ?? []).ToDictionary(),
            Rules = [],
        }) ?? new Policy { Kind = kind, Name = "", Rules = [] };
        policy = policy with { Position = map.Position };
        if (kind == PolicyKind.NetworkPolicy)
        {
            return policy with { NetworkPolicy = fields.Object("spec", NetworkPolicyReader.Read) ?? new NetworkPolicySpec() };
        }

        Rule? spec = fields.Object("spec", RuleReader.Read);
        IReadOnlyList<Rule> specs = fields.Objects("specs", RuleReader.Read) ?? [];
        return policy with { Rules = spec is null ? specs : [spec, .. specs] };
    }

    /// <summary>A CiliumCIDRGroup.</summary>
    public static CidrGroup ReadGroup(SourceMap map)
    {
        var fields = new Fields(map);
        return new CidrGroup
        {
            Name = fields.Object("metadata", metadata => metadata.Text("name") ?? "") ?? "",
            Labels = (fields.Object("metadata", metadata => metadata.TextMap("labels") ?? []) ?? []).ToDictionary(),
            ExternalCidrs = fields.Object("spec", spec => spec.Texts("externalCIDRs") ?? []) ?? [],
            Position = map.Position,
        };
    }
}
