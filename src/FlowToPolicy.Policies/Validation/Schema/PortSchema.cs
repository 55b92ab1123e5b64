namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The schema of <c>toPorts</c> and <c>icmps</c>.</summary>
internal sealed class PortSchema(CiliumVersion version)
{
    private const int LongestName = 255;

    /// <summary>Printable characters, as <c>log.value</c> must have.</summary>
    public static readonly TextFormat Printable = new("of printable characters", text => text.EnumerateRunes().All(IsPrintable));

    /// <summary>One entry of <c>icmps</c>. Numbers are not bounded: the pattern holds for strings only.</summary>
    public static readonly ValueSchema Icmp = new ObjectSchema(new Field("fields", new ListSchema(new ObjectSchema(
        new Field("family", LeafSchemas.OneOf("IPv4", "IPv6")),
        new Field("type", new NumberOrTextSchema(TextFormats.IcmpType), IsRequired: true)))
    { Most = 40 }));

    private static readonly ObjectSchema Tls = new(
        new Field("secret", LeafSchemas.Secret, IsRequired: true),
        new Field("trustedCA", LeafSchemas.Text),
        new Field("certificate", LeafSchemas.Text),
        new Field("privateKey", LeafSchemas.Text));

    private static readonly ObjectSchema Listener = new(
        new Field("envoyConfig", new ObjectSchema(
            new Field("kind", LeafSchemas.OneOf("CiliumEnvoyConfig", "CiliumClusterwideEnvoyConfig")),
            new Field("name", LeafSchemas.Filled, IsRequired: true)), IsRequired: true),
        new Field("name", LeafSchemas.Filled, IsRequired: true),
        new Field("priority", new IntegerSchema(1, 100)));

    private static readonly ObjectSchema Http = new(
        new Field("path", LeafSchemas.Text),
        new Field("method", LeafSchemas.Text),
        // The schema gives it the format idn-hostname, which no API server knows or enforces.
        new Field("host", LeafSchemas.Text),
        new Field("headers", LeafSchemas.Texts),
        new Field("headerMatches", new ListSchema(new ObjectSchema(
            new Field("name", LeafSchemas.Filled, IsRequired: true),
            new Field("value", LeafSchemas.Text),
            new Field("secret", LeafSchemas.Secret),
            new Field("mismatch", LeafSchemas.OneOf("LOG", "ADD", "DELETE", "REPLACE"))))));

    private static readonly ObjectSchema Kafka = new(
        new Field("role", LeafSchemas.OneOf("produce", "consume")),
        new Field("apiKey", LeafSchemas.Text),
        new Field("apiVersion", LeafSchemas.Text),
        new Field("clientID", LeafSchemas.Text),
        new Field("topic", new TextSchema { Longest = 255 }));

    /// <summary>One entry of <c>toPorts</c> in a deny list.</summary>
    public ObjectSchema Denied() => new(new Field("ports", new ListSchema(Port())));

    /// <summary>One entry of <c>toPorts</c>.</summary>
    public ObjectSchema Allowed() => new(
        new Field("ports", new ListSchema(Port()) { Most = 40 }),
        new Field("rules", Rules()),
        new Field("serverNames", version >= new CiliumVersion(1, 18)
            ? new ListSchema(new TextSchema { Pattern = TextFormats.ServerName, Longest = LongestName }) { Fewest = 1 }
            : LeafSchemas.Texts),
        new Field("terminatingTLS", Tls),
        new Field("originatingTLS", Tls),
        new Field("listener", Listener));

    /// <summary>One entry of <c>toFQDNs</c> or <c>rules.dns</c>.</summary>
    public ObjectSchema Name()
    {
        int longest = version >= new CiliumVersion(1, 17) ? LongestName : int.MaxValue;
        return new ObjectSchema(
            new Field("matchName", new TextSchema { Pattern = TextFormats.MatchName, Longest = longest }),
            new Field("matchPattern", new TextSchema { Pattern = TextFormats.MatchPattern, Longest = longest }))
        {
            OneOf = ["matchName", "matchPattern"],
        };
    }

    private ObjectSchema Rules() => new(
        new Field("http", new ListSchema(Http)),
        new Field("kafka", new ListSchema(Kafka)),
        new Field("dns", new ListSchema(Name())),
        new Field("l7proto", LeafSchemas.Text),
        new Field("l7", new ListSchema(new MapSchema(LeafSchemas.Text))))
    {
        OneOf = ["http", "kafka", "dns", "l7proto"],
    };

    private ObjectSchema Port()
    {
        string[] protocols = version >= new CiliumVersion(1, 19) ? ["TCP", "UDP", "SCTP", "VRRP", "IGMP", "ANY"] : ["TCP", "UDP", "SCTP", "ANY"];
        var port = new Field("port", new TextSchema { Pattern = TextFormats.Port }, IsRequired: true);
        var protocol = new Field("protocol", LeafSchemas.OneOf(protocols));
        return version >= new CiliumVersion(1, 16)
            ? new ObjectSchema(port, new Field("endPort", new IntegerSchema(0, 65535)), protocol)
            : new ObjectSchema(port, protocol);
    }

    private static bool IsPrintable(System.Text.Rune rune) =>
        !System.Text.Rune.IsControl(rune) && System.Text.Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.OtherNotAssigned
            or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.PrivateUse);
}
