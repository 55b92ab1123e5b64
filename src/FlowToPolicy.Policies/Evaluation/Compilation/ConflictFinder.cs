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

    private readonly Dictionary<(string Port, ProtocolSet Protocol), (ProxyKind Kind, string? Name)> _proxies = [];
    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector), AuthenticationMode> _modes = [];

    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector), Tls> _tls = [];
    private readonly Dictionary<(string Port, ProtocolSet Protocol, int Selector, int? Priority), EnvoyListener> _listeners = [];

    /// <summary>The first contradiction in words; null when there is none.</summary>
    public string? Conflict { get; private set; }

    /// <summary>Takes an allow entry into account.</summary>
    public void Add(CompiledEntry entry)
    {
        foreach (PortSpec spec in entry.Ports)
        {
            foreach (ProtocolSet protocol in Split(spec.Protocols))
            {
                AddProxy((spec.Key, protocol), spec);
                foreach (int selector in entry.AnyPeer ? [Wildcard] : entry.Selectors)
                {
                    AddMode((spec.Key, protocol, selector), entry.Authentication);
                    AddTls((spec.Key, protocol, selector), spec.Proxy);
                    AddListener((spec.Key, protocol, selector, spec.Proxy?.Listener?.Priority), spec.Proxy?.Listener);
                }
            }
        }
    }

    private void AddProxy((string Port, ProtocolSet Protocol) key, PortSpec spec)
    {
        (ProxyKind Kind, string? Name) added = (spec.Proxy?.Kind ?? ProxyKind.None, spec.Proxy?.Parser);
        (ProxyKind Kind, string? Name) old = _proxies.GetValueOrDefault(key);
        if (old == added || CanBecome(added.Kind, old.Kind))
        {
            return;
        }

        if (CanBecome(old.Kind, added.Kind))
        {
            _proxies[key] = added;
            return;
        }

        Conflict ??= $"two kinds of proxy for port {key.Port}/{key.Protocol}: {old.Kind} and {added.Kind}";
    }

    private void AddMode((string Port, ProtocolSet Protocol, int Selector) key, AuthenticationMode? written)
    {
        if (written is { } mode && !_modes.TryAdd(key, mode) && _modes[key] != mode)
        {
            Conflict ??= $"two authentication modes for the same peer on port {key.Port}/{key.Protocol}: {_modes[key]} and {mode}";
        }
    }

    // Whether Cilium notices depends on the order in which it meets the rules; it keeps them in none.
    private void AddTls((string Port, ProtocolSet Protocol, int Selector) key, ProxyRules? proxy)
    {
        if (proxy is null)
        {
            return;
        }

        Tls old = _tls.GetValueOrDefault(key);
        var tls = new Tls(old.NamesServers || proxy.ServerNames.Count > 0, old.NamesRequests || proxy.NamesRequests, old.IsEnded || proxy.TerminatesTls);
        _tls[key] = tls;
        if (tls is { NamesServers: true, NamesRequests: true, IsEnded: false })
        {
            Conflict ??= $"server names beside rules for requests for the same peer on port {key.Port}/{key.Protocol}, without terminatingTLS";
        }
    }

    // A better one of another priority may hide the two, if Cilium meets it first.
    private void AddListener((string Port, ProtocolSet Protocol, int Selector, int? Priority) key, EnvoyListener? listener)
    {
        if (listener is not null && !_listeners.TryAdd(key, listener) && _listeners[key] != listener)
        {
            Conflict ??= $"two listeners of the same priority for the same peer on port {key.Port}/{key.Protocol}: {_listeners[key].Name} and {listener.Name}";
        }
    }

    /// <summary>No proxy can become any; TLS can become any but DNS or a listener.</summary>
    private static bool CanBecome(ProxyKind from, ProxyKind to) =>
        from == ProxyKind.None || (from == ProxyKind.Tls && to is not (ProxyKind.None or ProxyKind.Dns or ProxyKind.Listener));

    private static IEnumerable<ProtocolSet> Split(ProtocolSet protocols) => protocols == ProtocolSet.WithPorts
        ? [ProtocolSet.Tcp, ProtocolSet.Udp, ProtocolSet.Sctp]
        : [protocols];

    private readonly record struct Tls(bool NamesServers, bool NamesRequests, bool IsEnded);
}
