using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads ports and what the proxy checks behind them.</summary>
internal static class PortReader
{
    /// <summary>One entry of <c>toPorts</c>; in a deny list only its ports.</summary>
    public static PortRule Read(Fields fields, bool isDeny)
    {
        var ports = new PortRule { Ports = fields.Objects("ports", Port) ?? [] };
        if (isDeny)
        {
            return ports;
        }

        ports = fields.Object("rules", rules => ports with
        {
            Dns = rules.Objects("dns", Fqdn),
            Http = rules.Objects("http", Http),
            Kafka = rules.Objects("kafka", Kafka),
            L7Protocol = rules.Text("l7proto"),
            L7 = Generic(rules),
        }) ?? ports;
        return ports with
        {
            ServerNames = fields.Texts("serverNames"),
            TerminatingTls = fields.Object("terminatingTLS", Tls),
            OriginatingTls = fields.Object("originatingTLS", Tls),
            Listener = fields.Object("listener", Listener),
        };
    }

    /// <summary>One entry of <c>toFQDNs</c> or <c>rules.dns</c>.</summary>
    public static FqdnSelector Fqdn(Fields fields) => new() { MatchName = fields.Text("matchName"), MatchPattern = fields.Text("matchPattern") };

    /// <summary>One ICMP type.</summary>
    public static IcmpField Icmp(Fields fields) => new() { Family = fields.Text("family") ?? "", Type = fields.Text("type") ?? "" };

    private static PortProtocol Port(Fields fields) => new()
    {
        Port = fields.Text("port") ?? "",
        EndPort = fields.Number("endPort"),
        Protocol = fields.Text("protocol"),
    };

    private static HttpRule Http(Fields fields) => new()
    {
        Path = fields.Text("path"),
        Method = fields.Text("method"),
        Host = fields.Text("host"),
        Headers = fields.Texts("headers") ?? [],
        HeaderMatches = fields.Objects("headerMatches", Header) ?? [],
    };

    private static HeaderMatch Header(Fields fields) => new()
    {
        Name = fields.Text("name") ?? "",
        Value = fields.Text("value"),
        Secret = Secret(fields),
        Mismatch = fields.Text("mismatch"),
    };

    private static KafkaRule Kafka(Fields fields) => new()
    {
        Role = fields.Text("role"),
        ApiKey = fields.Text("apiKey"),
        ApiVersion = fields.Text("apiVersion"),
        ClientId = fields.Text("clientID"),
        Topic = fields.Text("topic"),
    };

    // The entries of "l7" have no fixed keys.
    private static IReadOnlyList<IReadOnlyDictionary<string, string>>? Generic(Fields rules) => rules.TextMaps("l7");

    private static TlsContext Tls(Fields fields) => new()
    {
        Secret = Secret(fields),
        TrustedCa = fields.Text("trustedCA"),
        Certificate = fields.Text("certificate"),
        PrivateKey = fields.Text("privateKey"),
    };

    private static SecretReference? Secret(Fields fields) =>
        fields.Object("secret", secret => Tuple.Create(new SecretReference(secret.Text("namespace") ?? "", secret.Text("name") ?? "")))?.Item1;

    private static EnvoyListener Listener(Fields fields)
    {
        (string? kind, string name) = fields.Object("envoyConfig", config => Tuple.Create(config.Text("kind"), config.Text("name") ?? "")) is { } pair
            ? (pair.Item1, pair.Item2)
            : (null, "");
        return new EnvoyListener { ConfigKind = kind, ConfigName = name, Name = fields.Text("name") ?? "", Priority = fields.Number("priority") };
    }
}
