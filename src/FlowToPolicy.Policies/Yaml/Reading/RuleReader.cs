using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads rules of Cilium policies.</summary>
internal static class RuleReader
{
    /// <summary>The content of <c>spec</c> or of one entry of <c>specs</c>.</summary>
    public static Rule Read(Fields fields)
    {
        (bool? ingress, bool? egress) = fields.Object("enableDefaultDeny", deny => Tuple.Create(deny.Flag("ingress"), deny.Flag("egress"))) is { } flags
            ? (flags.Item1, flags.Item2)
            : (null, null);
        return new Rule
        {
            Position = fields.Position,
            Description = fields.Text("description"),
            EndpointSelector = fields.Object("endpointSelector", SelectorReader.Read),
            NodeSelector = fields.Object("nodeSelector", SelectorReader.Read),
            Ingress = fields.Objects("ingress", item => Item(item, "from", isDeny: false)),
            IngressDeny = fields.Objects("ingressDeny", item => Item(item, "from", isDeny: true)),
            Egress = fields.Objects("egress", item => Item(item, "to", isDeny: false)),
            EgressDeny = fields.Objects("egressDeny", item => Item(item, "to", isDeny: true)),
            DefaultDenyIngress = ingress,
            DefaultDenyEgress = egress,
            Labels = [.. (fields.Objects("labels", Label) ?? []).Select(label => label.Item1)],
            LogValue = fields.Object("log", log => log.Text("value") ?? ""),
        };
    }

    private static Tuple<RuleLabel> Label(Fields fields) =>
        Tuple.Create(new RuleLabel(fields.Text("key") ?? "", fields.Text("value") ?? "", fields.Text("source") ?? ""));

    // Deny items have neither names nor L7 rules nor authentication: the API server drops them, and the reader says so.
    private static DirectionItem Item(Fields fields, string side, bool isDeny)
    {
        bool egress = side == "to";
        return new DirectionItem
        {
            Position = fields.Position,
            Endpoints = fields.Objects(side + "Endpoints", SelectorReader.Read),
            Entities = fields.Texts(side + "Entities"),
            Cidrs = fields.Texts(side + "CIDR"),
            CidrSets = fields.Objects(side + "CIDRSet", PeerReader.CidrSet),
            Nodes = fields.Objects(side + "Nodes", SelectorReader.Read),
            Requires = fields.Objects(side + "Requires", SelectorReader.Read),
            Groups = fields.Objects(side + "Groups", PeerReader.Group),
            Services = egress ? fields.Objects("toServices", PeerReader.Service)?.SelectMany(services => services).ToList() : null,
            Fqdns = egress && !isDeny ? fields.Objects("toFQDNs", PortReader.Fqdn) : null,
            ToPorts = fields.Objects("toPorts", rule => PortReader.Read(rule, isDeny)),
            IcmpEntries = fields.Objects("icmps", entry => entry.Objects("fields", PortReader.Icmp) ?? []),
            AuthenticationMode = isDeny ? null : fields.Object("authentication", authentication => authentication.Text("mode") ?? ""),
        };
    }
}
