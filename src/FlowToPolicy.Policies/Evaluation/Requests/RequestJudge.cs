using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>
/// Says what a proxy does with a request in a connection that it gets. Any entry that lets the request pass is enough: one without L7 rules lets every
/// request pass, also when it opens all ports or a range around this one (pkg/envoy/xds_server.go); the DNS proxy looks only at the entries of
/// just that port (pkg/fqdn/dnsproxy CheckAllowed); server names hold for all entries of one selector and port (pkg/policy/rule.go mergePortProto).
/// </summary>
internal sealed class RequestJudge(PeerHit[] hits, ProtocolSet protocol, ushort port, CiliumVersion version)
{
    // Since 1.18 the L7 rules of a rule that leaves its direction open refuse nothing (pkg/policy/l4.go).
    private static readonly CiliumVersion WithObservers = new(1, 18);

    /// <summary>Judges the request.</summary>
    /// <param name="connection">The judgement of the connection, which admits it.</param>
    /// <param name="redirects">Whether a proxy gets the connection for certain.</param>
    /// <param name="request">The request.</param>
    public Judgement Judge(Judgement connection, bool redirects, L7Request request)
    {
        Candidate[] candidates = [.. Candidates()];
        Candidate[] proxied = [.. candidates.Where(candidate => candidate.Range.Proxy is not null && (!redirects || candidate.Doubt is null))];
        if (proxied.Length == 0)
        {
            return connection;
        }

        if (Proxies(proxied) is { Length: > 1 } proxies)
        {
            return Open(Doubt.NotModelled($"a connection that {string.Join(" and ", proxies)} proxies claim"));
        }

        if (proxied[0].Range.Proxy!.Kind == ProxyKind.Dns)
        {
            if (Array.Exists(proxied, candidate => candidate.Range.First != candidate.Range.Last))
            {
                return Open(Doubt.NotModelled("DNS rules on a range of ports"));
            }

            candidates = [.. candidates.Where(candidate => candidate.Range.First == port && candidate.Range.Last == port)];
        }

        return Decide(connection, redirects, request, candidates, proxied);
    }

    private Judgement Decide(Judgement connection, bool redirects, L7Request request, Candidate[] candidates, Candidate[] proxied)
    {
        var passing = new List<PolicyEntry>();
        Doubt? doubt = null;
        foreach (Candidate candidate in candidates)
        {
            Outcome outcome = OfL7(candidate, request).And(OfServerName(candidate, candidates, request));
            if (outcome.IsHeld && candidate.Doubt is null)
            {
                passing.Add(candidate.Entry);
            }
            else if (!outcome.IsFailed)
            {
                doubt ??= outcome.Doubt ?? candidate.Doubt;
            }
        }

        if (passing.Count > 0)
        {
            RuleReference[] references = [.. passing.OrderBy(entry => entry.Order).Select(entry => entry.Reference).OfType<RuleReference>().Distinct()];
            return redirects && references.Length > 0 ? connection with { Rules = references } : connection;
        }

        // Without a certain redirect the connection passes, unless the uncertain proxy is there.
        doubt = redirects ? doubt : proxied[0].Doubt;
        return doubt is null
            ? new Judgement(JudgementKind.RefusedByProxy, [.. proxied.Select(candidate => candidate.Entry.Reference!).Distinct()])
            : Open(doubt);
    }

    private Outcome OfL7(Candidate candidate, L7Request request)
    {
        if (candidate.Range.Proxy is not { } proxy)
        {
            return Outcome.Holds;
        }

        bool onlyObserves = candidate.Entry.OnlyObserves && version >= WithObservers && proxy.Kind is not (ProxyKind.Tls or ProxyKind.Listener);
        return onlyObserves ? Outcome.Holds : proxy.Judge(request);
    }

    private Outcome OfServerName(Candidate candidate, Candidate[] candidates, L7Request request)
    {
        string[] names =
        [
            .. candidates
                .Where(other => other.Doubt is null && other.Selector == candidate.Selector && other.Range.First == candidate.Range.First && other.Range.Last == candidate.Range.Last)
                .SelectMany(other => other.Range.Proxy?.ServerNames ?? []),
        ];
        string? name = request switch
        {
            TlsHello hello => hello.ServerName,
            HttpRequest http => http.ServerName,
            _ => null,
        };
        return ServerNames.Judge(names, name, version);
    }

    private IEnumerable<Candidate> Candidates()
    {
        foreach (PeerHit hit in hits)
        {
            // Before 1.18 the open direction that Cilium adds by itself does not widen L7 rules.
            if (hit.Entry.IsDeny || (hit.Entry.Reference is null && version < WithObservers))
            {
                continue;
            }

            foreach (PortRange range in hit.Entry.Ports)
            {
                if (range.Holds(protocol, port))
                {
                    yield return new Candidate(hit.Entry, range, hit.Selector, hit.Doubt ?? range.Doubt);
                }
            }
        }
    }

    // TLS rules become rules of another Envoy proxy on the same port.
    private static string[] Proxies(Candidate[] proxied)
    {
        string[] all = [.. proxied.Select(candidate => candidate.Range.Proxy!).Select(proxy => proxy.Parser ?? proxy.Kind.ToString()).Distinct().Order(StringComparer.Ordinal)];
        return all.Length > 1 ? [.. all.Where(name => name != nameof(ProxyKind.Tls))] : all;
    }

    private static Judgement Open(Doubt doubt) => new(JudgementKind.Unresolvable, [], doubt.Cause, doubt.Reason);

    /// <summary>An entry that allows the connection, or may.</summary>
    private readonly record struct Candidate(PolicyEntry Entry, PortRange Range, int Selector, Doubt? Doubt);
}
