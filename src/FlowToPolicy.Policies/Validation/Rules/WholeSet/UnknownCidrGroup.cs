using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>The CIDR group is not among these files.</summary>
internal sealed class UnknownCidrGroup : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P414",
        Name = "unknown-cidr-group",
        Title = "The CIDR group is not among these files",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Since = new CiliumVersion(1, 14),
        Why = "A group that does not exist holds no address: the entry selects nobody until somebody creates it.",
        Instead = "Put the CiliumCIDRGroup beside the policy, or make sure that the cluster has it.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidrGroupRef: office
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 203.0.113.0/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        HashSet<string> names = [.. set.Documents.Where(document => document.Kind == KnownKinds.CidrGroup).Select(NameOf)];
        return
            from policy in set.Policies
            from item in policy.Items
            from index in Enumerable.Range(0, item.Item.CidrSets?.Count ?? 0)
            let name = item.Item.CidrSets![index].GroupName
            where name is { Length: > 0 } && !names.Contains(name)
            select (policy, new Remark(
                item.Peer("CIDRSet").Item(index).Key("cidrGroupRef"), $"no CiliumCIDRGroup '{name}' is among these files", "add it, or make sure that the cluster has it"));
    }

    private static string NameOf(PolicyDocument document) =>
        SourcePaths.Locate(document.Root, FieldPath.Root.Key("metadata").Key("name")) is SourceScalar { Text: var name } ? name : "";
}
