using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>Turns raw ends into the ends of the graph: pods into their workloads, reserved identities into one end each.</summary>
internal sealed class EndResolver
{
    private readonly Dictionary<RawEnd, End> _ends = [];
    private readonly Dictionary<End, List<RawEnd>> _raw = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RawEnd, LabelSet> _labels = [];
    private readonly Dictionary<RawEnd, ResolvedEnd> _resolved = [];
    private readonly End _host;

    /// <summary>Resolves all ends of a tally.</summary>
    public EndResolver(GraphTally tally)
    {
        HashSet<RawEnd> all = EndsOf(tally);
        RawEnd[] pods = [.. all.Where(e => e.IsPod).Union(tally.Pods.Keys)];
        Clusters = new ClusterScope(tally, pods);
        foreach (RawEnd pod in pods)
        {
            _labels[pod] = CompleteLabels(tally, pod);
        }

        ResolvePods(tally, pods);
        foreach (IGrouping<EndKind, RawEnd> kind in all.Where(e => !e.IsPod).GroupBy(e => KindOf(e.Kind)))
        {
            Keep(Reserved(kind.Key, kind), kind);
        }

        // The node's own API server is, as a client, the local host.
        RawEnd[] hostLike = [.. all.Where(IsHost)];
        _host = Reserved(EndKind.Host, hostLike);
        foreach (RawEnd raw in hostLike.Where(r => r.Kind == RawEndKind.Host))
        {
            _ends[raw] = _host;
        }

        _raw[_host] = [.. hostLike];
        foreach (RawEnd raw in all)
        {
            _resolved[raw] = Resolve(raw);
        }
    }

    /// <summary>The clusters that occur.</summary>
    public ClusterScope Clusters { get; }

    /// <summary>All ends, with and without edges.</summary>
    public IEnumerable<End> All => _raw.Keys;

    /// <summary>All workloads, with and without edges.</summary>
    public IEnumerable<End> Workloads => All.Where(e => e.Kind == EndKind.Workload);

    /// <summary>What a raw end of an edge became.</summary>
    public ResolvedEnd this[RawEnd raw] => _resolved[raw];

    /// <summary>All raw ends that became this end.</summary>
    public IReadOnlyList<RawEnd> RawEnds(End end) => _raw[end];

    private static HashSet<RawEnd> EndsOf(GraphTally tally)
    {
        var all = new HashSet<RawEnd>();
        foreach (RawEdge edge in tally.Edges.Keys)
        {
            all.Add(edge.Client);
            all.Add(edge.Server);
        }

        foreach (RawEdge edge in tally.Unclear.Keys)
        {
            all.Add(edge.Client);
            all.Add(edge.Server);
        }

        return all;
    }

    private ResolvedEnd Resolve(RawEnd raw)
    {
        End server = _ends[raw], client = IsHost(raw) ? _host : server;
        LabelSet labels = raw.IsPod ? _labels[raw] : raw.Labels;
        LabelSet[] own = [labels];
        return labels.Count > 0 ? new ResolvedEnd(client, server, own, own) : new ResolvedEnd(client, server, client.LabelSets, server.LabelSets);
    }

    private static bool IsHost(RawEnd raw) => raw.Kind == RawEndKind.Host
        || (raw.Kind == RawEndKind.KubeApiServer && raw.Labels.IsReserved(ReservedIdentity.Host));

    private static EndKind KindOf(RawEndKind kind) => kind switch
    {
        RawEndKind.Host => EndKind.Host,
        RawEndKind.RemoteNode => EndKind.RemoteNode,
        RawEndKind.KubeApiServer => EndKind.KubeApiServer,
        RawEndKind.Ingress => EndKind.Ingress,
        RawEndKind.World => EndKind.World,
        RawEndKind.Unmanaged => EndKind.Unmanaged,
        _ => EndKind.Unknown,
    };

    private static End Reserved(EndKind kind, IEnumerable<RawEnd> raw) => new()
    {
        Kind = kind,
        Name = kind switch
        {
            EndKind.Host => ReservedIdentity.Host,
            EndKind.RemoteNode => ReservedIdentity.RemoteNode,
            EndKind.KubeApiServer => ReservedIdentity.KubeApiServer,
            EndKind.Ingress => ReservedIdentity.Ingress,
            EndKind.World => ReservedIdentity.World,
            EndKind.Unmanaged => ReservedIdentity.Unmanaged,
            _ => ReservedIdentity.Unknown,
        },
        LabelSets = [.. raw.Select(r => r.Labels).Where(l => l.Count > 0).Distinct().Order()],
    };

    /// <summary>
    /// The labels as Cilium's engine has them: learned from the numeric identity when the flow left them out, and with the namespace and
    /// cluster labels that some exporters drop.
    /// </summary>
    private LabelSet CompleteLabels(GraphTally tally, RawEnd pod)
    {
        LabelSet labels = pod.Labels;
        if (labels.Count == 0 && pod.Identity != 0 && tally.Identities.GetValueOrDefault(pod.Identity) is { } known && known.Namespace == pod.Namespace)
        {
            labels = known.Labels;
        }

        if (labels.Count == 0)
        {
            return labels;
        }

        labels = labels.FindK8s(LabelKeys.Namespace) is null ? labels.With(Label.K8s(LabelKeys.Namespace, pod.Namespace)) : labels;
        string cluster = Clusters.Of(pod);
        return cluster.Length > 0 && labels.FindK8s(LabelKeys.Cluster) is null ? labels.With(Label.K8s(LabelKeys.Cluster, cluster)) : labels;
    }

    private void ResolvePods(GraphTally tally, RawEnd[] pods)
    {
        var lookup = new OwnerLookup();
        var owners = new Dictionary<RawEnd, Owner>();
        foreach (RawEnd pod in pods)
        {
            if (tally.Pods.GetValueOrDefault(pod)?.Owner is { } named)
            {
                var owner = new Owner(Clusters.Of(pod), new Workload(pod.Namespace, named.Kind, named.Name), false);
                owners.Add(pod, owner);
                lookup.Learn(owner.Cluster, pod, _labels[pod], owner.Workload);
            }
        }

        foreach (RawEnd pod in pods)
        {
            owners.TryAdd(pod, lookup.Find(Clusters.Of(pod), pod, _labels[pod]));
        }

        ILookup<(string Cluster, string Namespace, string Name), string> kinds = owners.Values
            .Select(o => (o.Cluster, o.Workload)).Distinct()
            .ToLookup(o => (o.Cluster, o.Workload.Namespace, o.Workload.Name), o => o.Workload.Kind);
        foreach (var group in owners.GroupBy(p => (p.Value.Cluster, p.Value.Workload), p => p.Key))
        {
            (string cluster, Workload workload) = group.Key;
            bool shared = kinds[(cluster, workload.Namespace, workload.Name)].Skip(1).Any();
            Keep(WorkloadEnd(tally, cluster, workload, shared, group.All(p => owners[p].IsGuessed), [.. group]), group);
        }
    }

    private End WorkloadEnd(GraphTally tally, string cluster, Workload workload, bool nameIsShared, bool isGuessed, RawEnd[] pods)
    {
        var names = new BoundedSet<string>(3, StringComparer.Ordinal);
        foreach (RawEnd pod in pods)
        {
            if (tally.Pods.TryGetValue(pod, out PodKnowledge? known))
            {
                names.Merge(known.PodNames);
            }
        }

        string suffix = !nameIsShared ? "" : workload.Kind.Length > 0 ? $" ({workload.Kind})" : " (unknown kind)";
        return new End
        {
            Kind = EndKind.Workload,
            Workload = workload,
            Cluster = cluster,
            IsHome = Clusters.IsHome(cluster),
            LabelSets = [.. pods.Select(p => _labels[p]).Where(l => l.Count > 0).Distinct().Order()],
            NameIsGuessed = isGuessed,
            PodNames = names.Values.ToArray(),
            Name = (Clusters.IsMesh && cluster.Length > 0 ? cluster + ":" : "") + workload + suffix,
        };
    }

    private void Keep(End end, IEnumerable<RawEnd> raw)
    {
        _raw[end] = [.. raw];
        foreach (RawEnd one in _raw[end])
        {
            _ends[one] = end;
        }
    }
}
