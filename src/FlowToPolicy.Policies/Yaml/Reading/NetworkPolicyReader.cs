using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads Kubernetes NetworkPolicies.</summary>
internal static class NetworkPolicyReader
{
    /// <summary>The content of <c>spec</c>.</summary>
    public static NetworkPolicySpec Read(Fields fields) => new()
    {
        PodSelector = fields.Object("podSelector", SelectorReader.Read) ?? new LabelSelector(),
        PolicyTypes = fields.Texts("policyTypes"),
        Ingress = fields.Objects("ingress", item => Item(item, "from")),
        Egress = fields.Objects("egress", item => Item(item, "to")),
    };

    private static NetworkPolicyRule Item(Fields fields, string side) => new()
    {
        Position = fields.Position,
        Peers = fields.Objects(side, Peer),
        Ports = fields.Objects("ports", Port),
    };

    private static NetworkPolicyPeer Peer(Fields fields) => new()
    {
        Pods = fields.Object("podSelector", SelectorReader.Read),
        Namespaces = fields.Object("namespaceSelector", SelectorReader.Read),
        Block = fields.Object("ipBlock", block => new CidrSetItem { Cidr = block.Text("cidr") ?? "", Except = block.Texts("except") ?? [] }),
    };

    private static NetworkPolicyPort Port(Fields fields) => new()
    {
        Port = fields.Text("port"),
        EndPort = fields.Number("endPort"),
        Protocol = fields.Text("protocol"),
    };
}
