using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>What a subject calls, as items of <c>egress</c>.</summary>
internal sealed class EgressRules(Subject subject, PeerLookup peers, ProposalOptions options, Admission admission, RemarkList remarks, ClusterNames names)
    : DirectionRules(subject, options, admission, remarks, names)
{
    private readonly WorldUnits<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<WorldAddress> _withoutName = [];
    private readonly HashSet<WorldAddress> _withoutDns = [];

    /// <inheritdoc/>
    protected override string Verb => "calls";

    /// <inheritdoc/>
    public override IReadOnlyList<DirectionItem> Items()
    {
        HashSet<ServicePort> nodePorts = [.. Subject.Called.Where(IsToNode).Select(ServicePort.Of)];
        foreach (Edge edge in Subject.Called)
        {
            foreach (Peer peer in peers.OfServer(edge, nodePorts.Contains(ServicePort.Of(edge))))
            {
                Peers.Add(peer, edge);
            }
        }

        var world = new WorldTraffic(Subject.Called, Subject.DeniedCalled, Admission, Names);
        AddTwins(Subject.DeniedCalled.SelectMany(edge => peers.OfServer(edge, IsToNode(edge)).Select(peer => (peer, ServicePort.Of(edge)))), world);
        bool asksDns = Subject.Called.Exists(edge => edge.IsDns) && CanGoByName();
        foreach (WorldPort port in world.Ports.Values.Where(port => !port.IsUnbounded))
        {
            AddAddresses(port, asksDns);
        }

        var factory = new ItemFactory(Options.Evidence, DnsRules());
        foreach (WorldPort port in world.Ports.Values.Where(port => port.IsUnbounded))
        {
            AddUnbounded(port, factory);
        }

        RemarkNames();
        var items = new List<DirectionItem>();
        _names.AddItems(items, factory, members => new DirectionItem { Fqdns = [.. members.Select(name => new FqdnSelector { MatchName = name })] }, "by name");
        AddCommonItems(items, factory);
        return items;
    }

    private static bool IsToNode(Edge edge) => edge.Server.Kind is EndKind.Host or EndKind.RemoteNode;

    // A rule by name only where the client's questions can be overheard, where no denied address has one of the names, and never for the
    // resolver itself, which must be reached before any name is known.
    private void AddAddresses(WorldPort port, bool asksDns)
    {
        int shared = 0;
        foreach (WorldAddress address in port.Admitted.Values)
        {
            bool isShared = asksDns && !port.IsDns && address.IsNamed && address.Names.Overlaps(port.DeniedNames);
            shared += isShared ? 1 : 0;
            if (port.IsDns || !address.IsNamed || !asksDns || isShared)
            {
                Prefixes.Add(address.Address, port, address);
                (!address.IsNamed ? _withoutName : asksDns ? null : _withoutDns)?.Add(address);
                continue;
            }

            foreach (string name in address.Names)
            {
                _names.Add(name, port, address);
            }
        }

        if (shared > 0)
        {
            Remarks.Add(
                RemarkKind.DeniedSharesName,
                shared,
                $"{CommentText.OneLine(Subject.Name)} calls {CommentText.Count(shared, "address", "addresses")} on {port.Port} under a name that a denied address has too: "
                + "the rule holds exact addresses instead of the name",
                Subject.Name,
                "world",
                port.Port.ToString());
        }
    }

    // Where a DNS rule must list its names, all that were asked have to be known, or some would be refused.
    private bool CanGoByName() => Options.PlatformKnowsNames
        && (Options.PlatformKnowsEveryName || (Asked() is { Count: > 0 } asked && !IsCut() && asked.TrueForAll(DnsName.IsValid)));

    private List<string> Asked() => [.. Subject.Called.Where(edge => edge.IsDns).SelectMany(edge => edge.QueriedNames).Select(DnsName.Normalize).Distinct()];

    // A graph keeps the 1 024 smallest names of an edge.
    private bool IsCut() => Subject.Called.Exists(edge => edge.IsDns && edge.QueriedNames.Count >= 1024);

    // What the DNS rules let the client ask; null where nothing shows that the DNS proxy is on and no rule by name needs it.
    private IReadOnlyList<FqdnSelector>? DnsRules()
    {
        List<Edge> dns = [.. Subject.Called.Where(edge => edge.IsDns)];
        if (!CanGoByName() || (!_names.Any && !dns.Exists(edge => edge.ThroughDnsProxy)))
        {
            return null;
        }

        return (Options.DnsNames == DnsNames.Exact || !Options.PlatformKnowsEveryName) && ExactNames() is { Count: > 0 } names
            ? [.. names.Select(name => new FqdnSelector { MatchName = name })]
            : [new FqdnSelector { MatchPattern = "*" }];
    }

    // The names asked for, and those of the rules by name; null when the log does not show them all.
    private SortedSet<string>? ExactNames()
    {
        bool isCut = IsCut();
        List<string> asked = Asked();
        var names = new SortedSet<string>(asked.Where(DnsName.IsValid), StringComparer.Ordinal);
        if (isCut || asked.Count == 0 || names.Count < asked.Count)
        {
            Remarks.Add(
                RemarkKind.QueriesIncomplete,
                names.Count,
                $"not all names that {CommentText.OneLine(Subject.Name)} asks for are known or can stand in a rule: "
                + (isCut || names.Count == 0 ? "its DNS rule takes in every name" : $"its DNS rule takes in the {CommentText.Number(names.Count)} others"),
                Subject.Name);
        }

        if (isCut || asked.Count == 0)
        {
            return null;
        }

        names.UnionWith(_names.Keys);
        return names;
    }

    private void RemarkNames()
    {
        int withoutName = _withoutName.Where(a => a.Needs.Count > 0 && !a.Needs[0].Edge.IsDns).Select(a => a.Address).Distinct().Count();
        if (withoutName > 0)
        {
            Remarks.Add(
                RemarkKind.NamesMissing,
                withoutName,
                $"{CommentText.OneLine(Subject.Name)} calls {CommentText.Count(withoutName, "address", "addresses")} outside the cluster of which the log shows no name: "
                + "the rule holds as long as the addresses do",
                Subject.Name,
                "world");
        }

        int withoutDns = _withoutDns.Select(a => a.Address).Distinct().Count();
        if (withoutDns > 0)
        {
            Remarks.Add(
                RemarkKind.NamesWithoutDns,
                withoutDns,
                $"the log shows names for {CommentText.Count(withoutDns, "address", "addresses")} that {CommentText.OneLine(Subject.Name)} calls, but no resolver that it asks: "
                + "a rule by name would never learn them, so the rule holds exact addresses",
                Subject.Name,
                "world");
        }
    }
}
