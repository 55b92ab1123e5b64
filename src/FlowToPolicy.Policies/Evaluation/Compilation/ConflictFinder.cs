namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>
/// Finds rules that contradict each other, so that Cilium cannot resolve the subject's policies at all: two proxies for one port,
/// two authentication modes for one peer and port (pkg/policy/rule.go mergePortProto, pkg/policy/l4.go L7ParserType.Merge).
/// </summary>
internal sealed class ConflictFinder
{
    private const int Wildcard = -1;

    private readonly Dictionary<(string Port, int End, ProtocolSet Protocol), (ProxyKind Kind, string? Name)> _proxies = [];
    private readonly Dictionary<(string Port, int End, ProtocolSet Protocol, int Selector), AuthenticationMode> _modes = [];

    /// <summary>The first contradiction in words; null when there is none.</summary>
    public string? Conflict { get; private set; }

    /// <summary>Takes an allow entry into account.</summary>
    public void Add(CompiledEntry entry)
    {
        foreach (PortSpec spec in entry.Ports)
        {
            foreach (ProtocolSet protocol in Split(spec.Protocols))
            {
                string port = spec.Name ?? spec.First.ToString(System.Globalization.CultureInfo.InvariantCulture);
                int end = spec.Name is null ? spec.Last : spec.NameEnd;
                AddProxy((port, end, protocol), spec);
                if (entry.Authentication is { } mode)
                {
                    foreach (int selector in entry.AnyPeer ? [Wildcard] : entry.Selectors)
                    {
                        AddMode((port, end, protocol, selector), mode);
                    }
                }
            }
        }
    }

    private void AddProxy((string Port, int End, ProtocolSet Protocol) key, PortSpec spec)
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

    private void AddMode((string Port, int End, ProtocolSet Protocol, int Selector) key, AuthenticationMode mode)
    {
        if (!_modes.TryAdd(key, mode) && _modes[key] != mode)
        {
            Conflict ??= $"two authentication modes for the same peer on port {key.Port}/{key.Protocol}: {_modes[key]} and {mode}";
        }
    }

    /// <summary>No proxy can become any; TLS can become any but DNS or a listener.</summary>
    private static bool CanBecome(ProxyKind from, ProxyKind to) =>
        from == ProxyKind.None || (from == ProxyKind.Tls && to is not (ProxyKind.None or ProxyKind.Dns or ProxyKind.Listener));

    private static IEnumerable<ProtocolSet> Split(ProtocolSet protocols) => protocols == ProtocolSet.WithPorts
        ? [ProtocolSet.Tcp, ProtocolSet.Udp, ProtocolSet.Sctp]
        : [protocols];
}
