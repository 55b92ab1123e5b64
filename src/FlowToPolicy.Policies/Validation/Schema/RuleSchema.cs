namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>
/// The schema of a rule of CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, which both have the same (pkg/policy/api, the markers of its types).
/// </summary>
internal sealed class RuleSchema(CiliumVersion version)
{
    private static readonly CiliumVersion V116 = new(1, 16);
    private static readonly CiliumVersion V117 = new(1, 17);
    private static readonly CiliumVersion V118 = new(1, 18);
    private static readonly CiliumVersion V119 = new(1, 19);

    // Deny lists have neither authentication nor names.
    private static readonly Field Authentication =
        new("authentication", new ObjectSchema(new Field("mode", LeafSchemas.OneOf("disabled", "required", "test-always-fail"), IsRequired: true)));

    private readonly PortSchema _ports = new(version);

    /// <summary>The content of <c>spec</c>.</summary>
    public ObjectSchema Build() => new(
    [
        new Field("endpointSelector", LeafSchemas.Selector),
        new Field("nodeSelector", LeafSchemas.Selector),
        new Field("ingress", new ListSchema(new ObjectSchema([.. Peers("from", isDeny: false), Authentication]))),
        new Field("ingressDeny", new ListSchema(new ObjectSchema([.. Peers("from", isDeny: true)]))),
        new Field("egress", new ListSchema(new ObjectSchema([.. Peers("to", isDeny: false), new Field("toFQDNs", new ListSchema(_ports.Name())), Authentication]))),
        new Field("egressDeny", new ListSchema(new ObjectSchema([.. Peers("to", isDeny: true)]))),
        new Field("labels", new ListSchema(new ObjectSchema(
            new Field("key", LeafSchemas.Text, IsRequired: true),
            new Field("value", LeafSchemas.Text),
            new Field("source", LeafSchemas.Text)))),
        new Field("description", LeafSchemas.Text),
        .. Since(V116, new Field("enableDefaultDeny", new ObjectSchema(new Field("ingress", LeafSchemas.Flag), new Field("egress", LeafSchemas.Flag)))),
        .. Since(V118, new Field("log", new ObjectSchema(new Field("value", new TextSchema { Longest = 32, Pattern = PortSchema.Printable })))),
    ])
    {
        OneOf = ["endpointSelector", "nodeSelector"],
        AnyOf = version >= V118 ? ["ingress", "ingressDeny", "egress", "egressDeny"] : [],
    };

    private IEnumerable<Field> Peers(string side, bool isDeny)
    {
        yield return new Field(side + "Endpoints", LeafSchemas.Selectors);
        yield return new Field(side + "Requires", version >= V119 ? new ListSchema(LeafSchemas.Selector) { Most = 0 } : LeafSchemas.Selectors);
        yield return new Field(side + "CIDR", new ListSchema(LeafSchemas.Cidr));
        yield return new Field(side + "CIDRSet", new ListSchema(CidrSet()));
        yield return new Field(side + "Entities", new ListSchema(LeafSchemas.OneOf(
            "all", "world", "cluster", "host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver")));
        if (side == "to" || version >= V116)
        {
            yield return new Field(side + "Groups", new ListSchema(Group()));
        }

        if (version >= V116)
        {
            yield return new Field(side + "Nodes", LeafSchemas.Selectors);
        }

        if (side == "to")
        {
            yield return new Field("toServices", new ListSchema(Service()));
        }

        yield return new Field("icmps", new ListSchema(PortSchema.Icmp));
        yield return new Field("toPorts", new ListSchema(isDeny ? _ports.Denied() : _ports.Allowed()));
    }

    private ObjectSchema CidrSet()
    {
        bool hasSelector = version >= V117;
        return new ObjectSchema(
        [
            new Field("cidr", LeafSchemas.Cidr),
            new Field("cidrGroupRef", new TextSchema { Pattern = TextFormats.Subdomain, Longest = 253 }),
            new Field("except", new ListSchema(LeafSchemas.Cidr)),
            .. Since(V117, new Field("cidrGroupSelector", LeafSchemas.Selector)),
        ])
        {
            OneOf = hasSelector ? ["cidr", "cidrGroupRef", "cidrGroupSelector"] : ["cidr", "cidrGroupRef"],
        };
    }

    private static ObjectSchema Group() => new(new Field("aws", new ObjectSchema(
        new Field("labels", new MapSchema(LeafSchemas.Text)),
        new Field("securityGroupsIds", LeafSchemas.Texts),
        new Field("securityGroupsNames", LeafSchemas.Texts),
        new Field("region", LeafSchemas.Text))));

    private static ObjectSchema Service() => new(
        new Field("k8sService", new ObjectSchema(new Field("serviceName", LeafSchemas.Text), new Field("namespace", LeafSchemas.Text))),
        new Field("k8sServiceSelector", new ObjectSchema(new Field("selector", LeafSchemas.Selector, IsRequired: true), new Field("namespace", LeafSchemas.Text))));

    private IEnumerable<Field> Since(CiliumVersion first, Field field) => version >= first ? [field] : [];
}
