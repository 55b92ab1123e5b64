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

    /// <summary>One entry of <c>toServices</c>.</summary>
    public static ServiceSelector Service(Fields fields) =>
        fields.Object("k8sService", named => new ServiceSelector { Name = named.Text("serviceName"), Namespace = named.Text("namespace") ?? "" })
        ?? fields.Object("k8sServiceSelector", labelled => new ServiceSelector
        {
            Selector = labelled.Object("selector", SelectorReader.Read) ?? new LabelSelector(),
            Namespace = labelled.Text("namespace") ?? "",
        })
        ?? new ServiceSelector();

    /// <summary>One entry of <c>fromGroups</c> or <c>toGroups</c>.</summary>
    public static CloudGroup Group(Fields fields) => fields.Object("aws", aws => new CloudGroup
    {
        Labels = (aws.TextMap("labels") ?? []).ToDictionary(),
        SecurityGroupIds = aws.Texts("securityGroupsIds") ?? [],
        SecurityGroupNames = aws.Texts("securityGroupsNames") ?? [],
        Region = aws.Text("region") ?? "",
    }) ?? new CloudGroup();
}
