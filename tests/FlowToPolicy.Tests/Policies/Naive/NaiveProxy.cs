using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>Which rules send a connection to a proxy, and to which (parts 1.4 and 2.5).</summary>
internal static class NaiveProxy
{
    public const string Tls = "tls", Dns = "dns", Listener = "listener";

    /// <summary>"rules whose lists are all empty count as absent."</summary>
    public static bool HasRules(PortRule? rule) => rule is { Http.Count: > 0 } or { Kafka.Count: > 0 } or { Dns.Count: > 0 } or { L7.Count: > 0 };

    public static bool Redirects(NaiveEntry entry) =>
        HasRules(entry.Rule) || entry.Rule is { ServerNames.Count: > 0 } or { Listener: not null } or { TerminatingTls: not null } or { OriginatingTls: not null };

    /// <summary>The kind of proxy, even of a parser that is told nothing and so gets no traffic; null for none. Other than DNS, L7 rules are for TCP only.</summary>
    public static string? Parser(NaiveEntry entry) => entry.Rule switch
    {
        null => null,
        { Listener: not null } => Listener,
        { Dns.Count: > 0 } => Dns,
        { Http.Count: > 0 } when entry.Port.Protocol == Protocol.Tcp => "http",
        { Kafka.Count: > 0 } when entry.Port.Protocol == Protocol.Tcp => "kafka",
        { L7Protocol.Length: > 0 } when entry.Port.Protocol == Protocol.Tcp => entry.Rule.L7Protocol,
        { ServerNames.Count: > 0 } or { TerminatingTls: not null } or { OriginatingTls: not null } => Tls,
        _ => null,
    };
}
