using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>How ports and what the proxy checks behind them lie in YAML.</summary>
internal static class PortShape
{
    /// <summary>One entry of <c>toPorts</c>.</summary>
    public static YamlMap Of(PortRule rule) => new YamlMap()
        .Add("ports", YamlList.Of(rule.Ports, Port, port => port.Comments))
        .Add("rules", Rules(rule))
        .Add("serverNames", YamlList.Of(rule.ServerNames))
        .Add("terminatingTLS", rule.TerminatingTls is { } inner ? Tls(inner) : null)
        .Add("originatingTLS", rule.OriginatingTls is { } outer ? Tls(outer) : null)
        .Add("listener", rule.Listener is { } listener ? Listener(listener) : null);

    /// <summary>A name or a pattern.</summary>
    public static YamlMap Fqdn(FqdnSelector selector) => new YamlMap()
        .Add("matchName", selector.MatchName)
        .Add("matchPattern", selector.MatchPattern is { } pattern ? new YamlText(pattern, Quoted: true) : null);

    /// <summary>One ICMP type: a number stays one, a name is a string.</summary>
    public static YamlMap Icmp(IcmpField field) => new YamlMap()
        .Add("family", field.Family.Length == 0 ? null : field.Family)
        .Add("type", IsNumber(field.Type) ? new YamlLiteral(field.Type) : new YamlText(field.Type));

    private static bool IsNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number.ToString(CultureInfo.InvariantCulture) == text;

    private static YamlMap Port(PortProtocol port) => new YamlMap()
        .Add("port", port.Port.Length == 0 ? null : new YamlText(port.Port, Quoted: true))
        .Add("endPort", RuleShape.Number(port.EndPort))
        .Add("protocol", port.Protocol);

    private static YamlMap? Rules(PortRule rule)
    {
        var rules = new YamlMap()
            .Add("dns", YamlList.Of(rule.Dns, Fqdn))
            .Add("http", YamlList.Of(rule.Http, Http))
            .Add("kafka", YamlList.Of(rule.Kafka, Kafka))
            .Add("l7proto", rule.L7Protocol)
            .Add("l7", YamlList.Of(rule.L7, pairs => RuleShape.Map(pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))));
        return rules.Entries.Count == 0 ? null : rules;
    }

    private static YamlMap Http(HttpRule rule) => new YamlMap()
        .Add("method", rule.Method)
        .Add("path", rule.Path)
        .Add("host", rule.Host)
        .Add("headers", rule.Headers.Count == 0 ? null : YamlList.Of(rule.Headers))
        .Add("headerMatches", rule.HeaderMatches.Count == 0 ? null : YamlList.Of(rule.HeaderMatches, Header));

    private static YamlMap Header(HeaderMatch match) => new YamlMap()
        .Add("name", match.Name)
        .Add("value", match.Value)
        .Add("secret", match.Secret is { } secret ? Secret(secret) : null)
        .Add("mismatch", match.Mismatch);

    private static YamlMap Kafka(KafkaRule rule) => new YamlMap()
        .Add("role", rule.Role)
        .Add("apiKey", rule.ApiKey)
        .Add("apiVersion", rule.ApiVersion)
        .Add("clientID", rule.ClientId)
        .Add("topic", rule.Topic);

    private static YamlMap Tls(TlsContext context) => new YamlMap()
        .Add("secret", context.Secret is { } secret ? Secret(secret) : null)
        .Add("trustedCA", context.TrustedCa)
        .Add("certificate", context.Certificate)
        .Add("privateKey", context.PrivateKey);

    private static YamlMap Secret(SecretReference secret) => new YamlMap()
        .Add("namespace", secret.Namespace.Length == 0 ? null : secret.Namespace)
        .Add("name", secret.Name);

    private static YamlMap Listener(EnvoyListener listener) => new YamlMap()
        .Add("envoyConfig", new YamlMap().Add("kind", listener.ConfigKind).Add("name", listener.ConfigName))
        .Add("name", listener.Name)
        .Add("priority", RuleShape.Number(listener.Priority));
}
