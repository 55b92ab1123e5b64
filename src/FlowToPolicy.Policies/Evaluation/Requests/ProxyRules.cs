using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>What one entry of <c>toPorts</c> tells a proxy.</summary>
/// <param name="kind">Which proxy.</param>
/// <param name="rule">The entry.</param>
/// <param name="patterns">The patterns of the policy set.</param>
/// <param name="version">The version, which decides what names match.</param>
internal sealed class ProxyRules(ProxyKind kind, PortRule rule, PatternTable patterns, CiliumVersion version)
{
    private NameMatcher[]? _names;

    /// <summary>Which proxy gets the traffic.</summary>
    public ProxyKind Kind { get; } = kind;

    /// <summary>The name of the parser when the proxy is of another kind; else null.</summary>
    public string? Parser { get; } = kind == ProxyKind.Other ? rule.L7Protocol : null;

    /// <summary>The TLS server names that are let through; empty for every name.</summary>
    public IReadOnlyList<string> ServerNames { get; } = rule.ServerNames ?? [];

    /// <summary>Whether requests are told apart, beyond their server name.</summary>
    public bool NamesRequests { get; } = kind is ProxyKind.Http or ProxyKind.Kafka or ProxyKind.Dns || (kind == ProxyKind.Other && rule.L7 is { Count: > 0 });

    /// <summary>Whether traffic goes to the proxy: a parser that is told nothing gets none, although no other one can stand beside it.</summary>
    public bool Redirects => NamesRequests || Kind != ProxyKind.Other || ServerNames.Count > 0 || TerminatesTls || rule.OriginatingTls is not null;

    /// <summary>The Envoy listener that gets the traffic; null for none.</summary>
    public EnvoyListener? Listener { get; } = rule.Listener;

    /// <summary>Whether the proxy ends the client's TLS, so that it can read requests.</summary>
    public bool TerminatesTls { get; } = rule.TerminatingTls is not null;

    /// <summary>Whether the entry alone lets a request through, its server names aside.</summary>
    public Outcome Judge(L7Request request)
    {
        switch (Kind, request)
        {
            case (ProxyKind.Tls, _):
            case (ProxyKind.Http or ProxyKind.Kafka, TlsHello):
                return Outcome.Holds;
            case (ProxyKind.Http, HttpRequest http):
                return rule.Http!.Aggregate(Outcome.Fails, (any, entry) => any.Or(HttpConditions.Judge(entry, http, patterns)));
            case (ProxyKind.Kafka, KafkaRequest kafka):
                return KafkaConditions.Judge(rule.Kafka!, kafka);
            case (ProxyKind.Dns, DnsQuery query):
                return OfName(query.Name);
            case (ProxyKind.Listener, _):
                return Outcome.Open(Doubt.NotModelled($"what the Envoy listener '{rule.Listener?.Name}' does"));
            case (ProxyKind.Other, _):
                return Outcome.Open(Doubt.NotModelled($"requests of the parser '{Parser}'"));
            default:
                return Outcome.Open(Doubt.NotModelled($"{Word(request)} in a connection that goes to the {Kind} proxy"));
        }
    }

    private Outcome OfName(string? name)
    {
        _names ??= [.. rule.Dns!.SelectMany(Matchers)];
        if (Array.Exists(_names, matcher => matcher.TakesEveryName))
        {
            return Outcome.Holds;
        }

        if (name is null)
        {
            return Outcome.Unknown("the name");
        }

        string normalised = NameMatcher.Normalise(name);
        return Outcome.Of(Array.Exists(_names, matcher => matcher.Matches(normalised)));
    }

    // With both fields written, Cilium takes either (pkg/fqdn/dnsproxy GeneratePattern).
    private IEnumerable<NameMatcher> Matchers(FqdnSelector selector)
    {
        if (!string.IsNullOrEmpty(selector.MatchName))
        {
            yield return new NameMatcher(selector with { MatchPattern = null }, version);
        }

        if (!string.IsNullOrEmpty(selector.MatchPattern))
        {
            yield return new NameMatcher(selector with { MatchName = null }, version);
        }
    }

    private static string Word(L7Request request) => request switch
    {
        HttpRequest => "an HTTP request",
        DnsQuery => "a DNS query",
        KafkaRequest => "a Kafka request",
        _ => "a TLS connection",
    };
}
