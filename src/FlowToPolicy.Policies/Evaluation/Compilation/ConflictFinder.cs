using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>
/// Finds rules that contradict each other, so that Cilium cannot resolve the subject's policies at all: two proxies for one port,
/// two authentication modes for one peer and port, server names beside rules for requests in TLS that the proxy does not end,
/// two Envoy listeners of one priority (pkg/policy/rule.go mergePortProto, pkg/policy/l4.go L7ParserType.Merge).
/// </summary>
internal sealed class ConflictFinder
{
    private const int Wildcard = -1;

    private readonly Dictionary<(string Port, ProtocolSet Protocol), (ProxyKind Kind, string? Name, RuleReference? Rule)> _proxies = [];
    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector), (AuthenticationMode Mode, RuleReference Rule)> _modes = [];

    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector), Tls> _tls = [];
    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector, int? Priority), (EnvoyListener Listener, RuleReference Rule)> _listeners = [];

    /// <summary>The first contradiction, with the items that contradict each other; null when there is none.</summary>
    public Judgement? Conflict { get; private set; }

    /// <summary>Takes an allow entry into account.</summary>
    public void Add(CompiledEntry entry)
    {
        foreach (PortSpec spec in entry.Ports)
        {
            // No proxy can become any, and no mode contradicts none: nearly all entries are so.
            if (spec.Proxy is null && entry.Entry.Authentication is null)
            {
                continue;
            }

            RuleReference item = entry.Entry.Reference!;
            foreach (ProtocolSet protocol in Split(spec.Protocols))
            {
                AddProxy((spec.Key, protocol), spec, item);
                foreach (int selector in entry.Peers.AnyPeer ? [Wildcard] : entry.Peers.Selectors)
                {
                    AddMode((spec.Key, protocol, selector), entry.Entry.Authentication, item);
                    AddTls((spec.Key, protocol, selector), spec.Proxy, item);
                    AddListener((spec.Key, protocol, selector, spec.Proxy?.Listener?.Priority), spec.Proxy?.Listener, item);
                }
            }
        }
    }

    private void AddProxy((string Port, ProtocolSet Protocol) key, PortSpec spec, RuleReference rule)
    {
        (ProxyKind Kind, string? Name, RuleReference? Rule) added = (spec.Proxy?.Kind ?? ProxyKind.None, spec.Proxy?.Parser, rule), old = _proxies.GetValueOrDefault(key);
        if ((old.Kind, old.Name) == (added.Kind, added.Name) || CanBecome(added.Kind, old.Kind))
        {
            return;
        }

        if (CanBecome(old.Kind, added.Kind))
        {
            _proxies[key] = added;
            return;
        }

        Conflict ??= Between($"two kinds of proxy for port {Port(key.Port, key.Protocol)}: {Name(old.Kind)} and {Name(added.Kind)}", old.Rule, rule);
    }

    private void AddMode((string Port, ProtocolSet Protocol, int Selector) key, AuthenticationMode? written, RuleReference rule)
    {
        if (written is { } mode && !_modes.TryAdd(key, (mode, rule)) && _modes[key] is var old && old.Mode != mode)
        {
            Conflict ??= Between($"two authentication modes for the same peer on port {Port(key.Port, key.Protocol)}: {old.Mode} and {mode}", old.Rule, rule);
        }
    }

    // Whether Cilium notices depends on the order in which it meets the rules; it keeps them in none.
    private void AddTls((string Port, ProtocolSet Protocol, int Selector) key, ProxyRules? proxy, RuleReference rule)
    {
        if (proxy is null)
        {
            return;
        }

        Tls old = _tls.GetValueOrDefault(key);
        var tls = new Tls(old.Servers ?? (proxy.ServerNames.Count > 0 ? rule : null), old.Requests ?? (proxy.NamesRequests ? rule : null), old.IsEnded || proxy.TerminatesTls);
        _tls[key] = tls;
        if (tls is { Servers: { } servers, Requests: { } requests, IsEnded: false })
        {
            Conflict ??= Between($"server names beside rules for requests for the same peer on port {Port(key.Port, key.Protocol)}, without terminatingTLS", servers, requests);
        }
    }

    // A better one of another priority may hide the two, if Cilium meets it first.
    private void AddListener((string Port, ProtocolSet Protocol, int Selector, int? Priority) key, EnvoyListener? listener, RuleReference rule)
    {
        if (listener is not null && !_listeners.TryAdd(key, (listener, rule)) && _listeners[key] is var old && old.Listener != listener)
        {
            Conflict ??= Between($"two listeners of the same priority for the same peer on port {Port(key.Port, key.Protocol)}: {old.Listener.Name} and {listener.Name}", old.Rule, rule);
        }
    }

    private static Judgement Between(string reason, params RuleReference?[] rules) =>
        new(JudgementKind.Unresolvable, [.. rules.OfType<RuleReference>().Distinct()], UnresolvedCause.Conflict, reason);

    private static string Port(string port, ProtocolSet protocol) => $"{protocol.ToString().ToUpperInvariant()}/{port}";

    private static string Name(ProxyKind kind) => kind is ProxyKind.Http or ProxyKind.Dns or ProxyKind.Tls ? kind.ToString().ToUpperInvariant() : kind.ToString();

    /// <summary>No proxy can become any; TLS can become any but DNS or a listener.</summary>
    private static bool CanBecome(ProxyKind from, ProxyKind to) =>
        from == ProxyKind.None || (from == ProxyKind.Tls && to is not (ProxyKind.None or ProxyKind.Dns or ProxyKind.Listener));

    private static IEnumerable<ProtocolSet> Split(ProtocolSet protocols) => protocols == ProtocolSet.WithPorts
        ? [ProtocolSet.Tcp, ProtocolSet.Udp, ProtocolSet.Sctp]
        : [protocols];

    private readonly record struct Tls(RuleReference? Servers, RuleReference? Requests, bool IsEnded);
}
