using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Turns the peers of an item into numbers of selectors.</summary>
internal sealed class PeerCompiler(SelectorTable table, EvaluationOptions options, PolicySet set)
{
    private static readonly CiliumVersion WithSelectedServices = new(1, 17);

    private readonly GroupCompiler _groups = new(table, options, set);

    // Many rules name the same peers. Null stands for a selector of everybody.
    private readonly Dictionary<WrittenPeer, int?> _endpoints = [];
    private readonly Dictionary<IReadOnlyList<LabelSelector>, CompiledPeers> _placed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compiles the peers of one item of a Cilium rule.</summary>
    /// <param name="item">The item.</param>
    /// <param name="direction">The direction of its list.</param>
    /// <param name="isDeny">Whether it stands in a deny list, where toFQDNs is pruned by the API server.</param>
    /// <param name="policyNamespace">The policy's namespace; empty for a cluster-wide policy.</param>
    /// <param name="subjectIsInit">Whether the subject selector names <c>reserved:init</c>.</param>
    public CompiledPeers Compile(DirectionItem item, PolicyDirection direction, bool isDeny, string policyNamespace, bool subjectIsInit)
    {
        // An empty list of these kinds is written protection: it selects nobody, whatever stands beside it (api/ingress.go, api/egress.go).
        bool nobody = item.Endpoints is { Count: 0 } || item.Entities is { Count: 0 } || item.Cidrs is { Count: 0 } || item.CidrSets is { Count: 0 } || item.Nodes is { Count: 0 };
        if (nobody)
        {
            return new CompiledPeers(AnyPeer: false, [], null);
        }

        if (NamesEndpointsOnly(item))
        {
            return CompileEndpoints(item.Endpoints!, policyNamespace, subjectIsInit);
        }

        var peers = new Peers(table);
        foreach (LabelSelector selector in item.Endpoints ?? [])
        {
            AddEndpoint(peers, new WrittenPeer(selector, policyNamespace, subjectIsInit));
        }

        foreach (LabelSelector selector in item.Nodes ?? [])
        {
            peers.Add(SelectorCompiler.Node(selector, options));
        }

        AddEntities(peers, item.Entities ?? []);
        AddPrefixes(peers, [.. item.Cidrs ?? []], []);
        foreach (CidrSetItem entry in item.CidrSets ?? [])
        {
            AddSet(peers, entry, isIngressAllow: direction == PolicyDirection.Ingress && !isDeny);
        }

        if (!isDeny)
        {
            foreach (FqdnSelector name in item.Fqdns ?? [])
            {
                peers.Numbers.Add(table.Number(new NameMatcher(name, options.Version)));
            }
        }

        AddOutsideKnowledge(peers, item);
        bool hasPorts = item.ToPorts is { Count: > 0 } || item.Icmps is not null;
        bool namesNone = peers is { Numbers.Count: 0, Doubt: null, All: false };

        // Beside a selector of everybody the others do not count.
        return new CompiledPeers(peers.All || (namesNone && hasPorts), peers.All ? [] : [.. peers.Numbers.Distinct().Order()], peers.Doubt);
    }

    private static bool NamesEndpointsOnly(DirectionItem item) =>
        item is { Endpoints.Count: > 0, Entities: null, Cidrs: null, CidrSets: null, Nodes: null, Fqdns: null, Groups: null, Services: null };

    // Rules that were made by a program share the very list of selectors; where it names its namespace, it means the same wherever it stands.
    private CompiledPeers CompileEndpoints(IReadOnlyList<LabelSelector> selectors, string policyNamespace, bool subjectIsInit)
    {
        if (_placed.TryGetValue(selectors, out CompiledPeers? compiled))
        {
            return compiled;
        }

        var peers = new Peers(table);
        foreach (LabelSelector selector in selectors)
        {
            AddEndpoint(peers, new WrittenPeer(selector, policyNamespace, subjectIsInit));
        }

        compiled = new CompiledPeers(peers.All, peers.All ? [] : [.. peers.Numbers.Distinct().Order()], peers.Doubt);
        if (selectors.All(SelectorCompiler.NamesNamespace))
        {
            _placed.Add(selectors, compiled);
        }

        return compiled;
    }

    /// <summary>The numbers of one prefix with exceptions.</summary>
    public CompiledPeers CompileBlock(CidrSetItem block)
    {
        var peers = new Peers(table);
        AddPrefixes(peers, [block.Cidr], [.. block.Except]);
        return new CompiledPeers(AnyPeer: false, [.. peers.Numbers], peers.Doubt);
    }

    private void AddEndpoint(Peers peers, WrittenPeer written)
    {
        if (!_endpoints.TryGetValue(written, out int? number))
        {
            LabelMatcher matcher = SelectorCompiler.Peer(written.Selector, written.Namespace, written.SubjectIsInit, options);
            _endpoints[written] = number = matcher.Requirements.Length == 0 ? null : table.Number(matcher);
        }

        if (number is { } known)
        {
            peers.Numbers.Add(known);
        }
        else
        {
            peers.All = true;
        }
    }

    private void AddEntities(Peers peers, IReadOnlyList<string> entities)
    {
        foreach (string entity in entities)
        {
            if (entity == EntityCompiler.All)
            {
                peers.All = true;
            }
            else if (EntityCompiler.Selectors(entity, options) is { } selectors)
            {
                foreach (LabelMatcher selector in selectors)
                {
                    peers.Add(selector);
                }
            }
            else
            {
                peers.Doubt = Doubt.NotModelled($"'{entity}' is no entity");
            }
        }
    }

    private void AddPrefixes(Peers peers, string[] prefixes, string[] except)
    {
        if (!TryRead(peers, except, out Prefix[] holes))
        {
            return;
        }

        int families = 0;
        foreach (string text in prefixes)
        {
            if (!Prefix.TryParse(text, out Prefix prefix))
            {
                peers.Doubt = Doubt.NotModelled($"'{text}' is no prefix");
                continue;
            }

            peers.Numbers.Add(table.Number(new PrefixMatcher(prefix, holes)));
            families |= prefix.Length == 0 && holes.Length == 0 ? prefix.IsV6 ? 2 : 1 : 0;
        }

        // Both families whole, in one list, are the whole world of a dual-stack cluster (api/cidr.go).
        if (families == 3 && options.DualStack)
        {
            peers.Add(SelectorCompiler.Reserved(ReservedIdentity.World));
        }
    }

    private void AddSet(Peers peers, CidrSetItem entry, bool isIngressAllow)
    {
        if (entry.GroupName is null && entry.GroupSelector is null)
        {
            AddPrefixes(peers, [entry.Cidr], [.. entry.Except]);
        }
        else if (TryRead(peers, [.. entry.Except], out Prefix[] holes))
        {
            peers.Doubt = _groups.Add(entry, holes, isIngressAllow, peers.Numbers) ?? peers.Doubt;
        }
    }

    private static bool TryRead(Peers peers, string[] texts, out Prefix[] prefixes)
    {
        prefixes = new Prefix[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!Prefix.TryParse(texts[i], out prefixes[i]))
            {
                peers.Doubt = Doubt.NotModelled($"'{texts[i]}' is no prefix");
                return false;
            }
        }

        return true;
    }

    /// <summary>Peers that only a cluster or a cloud can list.</summary>
    private void AddOutsideKnowledge(Peers peers, DirectionItem item)
    {
        if (item.Groups is { Count: > 0 })
        {
            peers.Doubt = Doubt.NotKnown("which addresses are in the cloud groups of fromGroups or toGroups");
        }

        foreach (ServiceSelector service in item.Services ?? [])
        {
            AddService(peers, service);
        }
    }

    private void AddService(Peers peers, ServiceSelector wanted)
    {
        if (options.Services is not { } known)
        {
            peers.Doubt = Doubt.NotKnown("which backends the services of toServices have");
            return;
        }

        // A service that nobody knows adds no peer; Cilium then takes the item for one without peers (pkg/policy/k8s/service.go).
        foreach (KnownService service in known.Where(candidate => candidate.IsSelectedBy(wanted)))
        {
            AddBackends(peers, service);
        }
    }

    /// <summary>A service without selector stands for its addresses, another one for the pods that it selects (before 1.17: for nobody).</summary>
    private void AddBackends(Peers peers, KnownService service)
    {
        if (service is { Selector.Count: > 0 })
        {
            if (options.Version >= WithSelectedServices)
            {
                peers.Add(SelectorCompiler.ServicePods(service.Selector, service.Namespace, options));
            }
        }
        else if (service.Selector is null || service.Backends is null)
        {
            peers.Doubt = Doubt.NotKnown($"which backends the service {service.Namespace}/{service.Name} has");
        }
        else
        {
            AddPrefixes(peers, [.. service.Backends.Select(address => address.HostPrefix)], []);
        }
    }

    /// <summary>The peers found so far.</summary>
    private sealed class Peers(SelectorTable table)
    {
        public List<int> Numbers { get; } = [];

        public bool All { get; set; }

        public Doubt? Doubt { get; set; }

        public void Add(LabelMatcher matcher)
        {
            // A selector without any requirement means everybody, the world included.
            if (matcher.Requirements.Length == 0)
            {
                All = true;
            }
            else
            {
                Numbers.Add(table.Number(matcher));
            }
        }
    }
}

/// <summary>The peers of one item.</summary>
/// <param name="AnyPeer">Whether everybody is meant.</param>
/// <param name="Selectors">The numbers of the selectors, any of which is enough.</param>
/// <param name="Doubt">Why others may be meant too; null when it is certain.</param>
internal sealed record CompiledPeers(bool AnyPeer, int[] Selectors, Doubt? Doubt);
