using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>
/// What the API server asks of a Kubernetes NetworkPolicy: its types, and the checks of pkg/apis/networking/validation. Null counts as absent there.
/// </summary>
internal static class KubernetesSchema
{
    private static readonly ObjectSchema Selector = new(
        new Field("matchLabels", new MapSchema(new TextSchema { Format = TextFormats.WholeLabelValue }) { KeyFormat = TextFormats.LabelKey }),
        new Field("matchExpressions", new ListSchema(new ObjectSchema(
            new Field("key", new TextSchema { Format = TextFormats.LabelKey }, IsRequired: true),
            new Field("operator", LeafSchemas.OneOf("In", "NotIn", "Exists", "DoesNotExist"), IsRequired: true),
            new Field("values", new ListSchema(new TextSchema { Format = TextFormats.WholeLabelValue })))
        { IsNullAbsent = true, Further = KubernetesChecks.Expression })))
    { IsNullAbsent = true };

    /// <summary>The whole object.</summary>
    public static ObjectSchema Build() => PolicySchemas.Envelope(new Field("spec", new ObjectSchema(
        new Field("podSelector", Selector),
        new Field("policyTypes", new ListSchema(LeafSchemas.OneOf("Ingress", "Egress")) { Most = 2 }),
        new Field("ingress", new ListSchema(Item("from"))),
        new Field("egress", new ListSchema(Item("to"))))
    { IsNullAbsent = true }));

    private static ObjectSchema Item(string side) => new(new Field(side, new ListSchema(Peer())), new Field("ports", new ListSchema(Port()))) { IsNullAbsent = true };

    private static ObjectSchema Peer() => new(
        new Field("podSelector", Selector),
        new Field("namespaceSelector", Selector),
        new Field("ipBlock", new ObjectSchema(new Field("cidr", LeafSchemas.Cidr, IsRequired: true), new Field("except", new ListSchema(LeafSchemas.Cidr)))
        {
            IsNullAbsent = true,
            Further = KubernetesChecks.Block,
        }))
    {
        IsNullAbsent = true,
        AnyOf = ["podSelector", "namespaceSelector", "ipBlock"],
        Further = KubernetesChecks.Peer,
    };

    private static ObjectSchema Port() => new(
        new Field("protocol", LeafSchemas.OneOf("TCP", "UDP", "SCTP")),
        new Field("port", new NumberOrTextSchema(TextFormats.KubernetesPortName, 1, 65535)),
        new Field("endPort", new IntegerSchema(1, 65535)))
    {
        IsNullAbsent = true,
        Further = KubernetesChecks.Port,
    };
}
