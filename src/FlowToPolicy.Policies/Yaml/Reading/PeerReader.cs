using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads the peers that are no label selectors.</summary>
internal static class PeerReader
{
    /// <summary>One entry of <c>fromCIDRSet</c> or <c>toCIDRSet</c>.</summary>
    public static CidrSetItem CidrSet(Fields fields) => new()
    {
        Cidr = fields.Text("cidr") ?? "",
        GroupName = fields.Text("cidrGroupRef"),
        GroupSelector = fields.Object("cidrGroupSelector", SelectorReader.Read),
        Except = fields.Texts("except") ?? [],
    };

    /// <summary>One entry of <c>toServices</c>: a service by name, by labels, or both, which the engine takes for two entries.</summary>
    public static IReadOnlyList<ServiceSelector> Service(Fields fields)
    {
        ServiceSelector? named = fields.Object("k8sService", service => new ServiceSelector { Name = service.Text("serviceName"), Namespace = service.Text("namespace") ?? "" });
        ServiceSelector? labelled = fields.Object("k8sServiceSelector", service => new ServiceSelector
        {
            Selector = service.Object("selector", SelectorReader.Read) ?? new LabelSelector(),
            Namespace = service.Text("namespace") ?? "",
        });
        return named is null && labelled is null ? [new ServiceSelector()] : [.. new[] { named, labelled }.OfType<ServiceSelector>()];
    }

    /// <summary>One entry of <c>fromGroups</c> or <c>toGroups</c>.</summary>
    public static CloudGroup Group(Fields fields) => fields.Object("aws", aws => new CloudGroup
    {
        Labels = (aws.TextMap("labels") ?? []).ToDictionary(),
        SecurityGroupIds = aws.Texts("securityGroupsIds") ?? [],
        SecurityGroupNames = aws.Texts("securityGroupsNames") ?? [],
        Region = aws.Text("region") ?? "",
    }) ?? new CloudGroup();
}
