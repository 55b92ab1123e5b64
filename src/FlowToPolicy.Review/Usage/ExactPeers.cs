using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Usage;

/// <summary>Finds for a peer that takes in more than what used it the peers that did.</summary>
internal sealed class ExactPeers(RuleItems items, EndBits known, Amendments amendments)
{
    /// <summary>How many peers may take the place of one.</summary>
    public const int Most = 10;

    private static readonly string[] WideEntities = ["all", "cluster", "world"];

    /// <summary>The peers, and in words what is too much; null where the peer is not wider than its uses, or nobody can say so.</summary>
    /// <param name="entry">The peer.</param>
    /// <param name="uses">What was let through by it.</param>
    public (IReadOnlyList<DirectionItem> Peers, string Words)? Of(ItemEntry entry, IReadOnlyList<ObservedConnection> uses)
    {
        if (entry.Part is { } part)
        {
            return part switch
            {
                { Requires: not null } => null,
                { Endpoints: [var selector] } => Workloads(entry, uses, IsGeneral(selector)),
                { Entities: [var entity] } when Array.Exists(WideEntities, wide => wide == entity) => Everybody(entry, uses),
                { Cidrs: [var cidr] } => Addresses(entry, uses, cidr),
                { CidrSets: [{ GroupName: null, GroupSelector: null } set] } => Addresses(entry, uses, set.Cidr),
                { Fqdns: [{ MatchPattern: { } pattern }] } when pattern.Contains('*', StringComparison.Ordinal) => Names(entry, uses, pattern),
                { Endpoints: null, Entities: null, Cidrs: null, CidrSets: null, Fqdns: null or { Count: 0 }, Nodes: null, Services: null, Groups: null } => Everybody(entry, uses),
                _ => null,
            };
        }

        return entry.KubernetesPart!.Peers is not [var peer] ? Everybody(entry, uses)
            : peer.Block is { } block ? Addresses(entry, uses, block.Cidr)
            : Workloads(entry, uses, (peer.Pods ?? new LabelSelector()).IsEmpty);
    }

    /// <summary>The peer in words.</summary>
    public static string Words(ItemEntry entry)
    {
        IReadOnlyList<string> words = entry.Part is { } part ? ItemWords.Peers(part, entry.Item.Reference.Policy) : ItemWords.Peers(entry.KubernetesPart!, entry.Item.Reference.Policy);
        return words.Count == 0 ? "everybody" : words[0];
    }

    // A selector that demands nothing of the pods themselves takes in every one that is still to come.
    private static bool IsGeneral(LabelSelector selector) => selector.MatchLabels.Select(label => label.Key).Concat(selector.MatchExpressions.Select(e => e.Key))
        .All(key => key.Contains("io.kubernetes.pod.namespace", StringComparison.Ordinal) || key.Contains(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal) || key.Contains(LabelKeys.Cluster, StringComparison.Ordinal));

    private (IReadOnlyList<DirectionItem> Peers, string Words)? Workloads(ItemEntry entry, IReadOnlyList<ObservedConnection> uses, bool isGeneral)
    {
        PolicyDirection direction = entry.Item.Reference.Direction;
        End[] ends = [.. uses.Select(use => use.Peer(direction)).Distinct()];
        if (ends.Length > Most || Array.Exists(ends, end => end.Kind == EndKind.World) || SubjectOf(entry, uses) is not { } subject)
        {
            return null;
        }

        long taken = known.CountEnds(known.Peers(entry, subject));
        if ((taken <= ends.Length && !isGeneral) || Exact(entry, uses) is not { } exact)
        {
            return null;
        }

        return (exact, string.Create(CultureInfo.InvariantCulture, $"{Words(entry)} are {taken} known {(taken == 1 ? "workload" : "workloads")}, of which {ends.Length} used it"));
    }

    private (IReadOnlyList<DirectionItem> Peers, string Words)? Everybody(ItemEntry entry, IReadOnlyList<ObservedConnection> uses) =>
        Exact(entry, uses) is { } exact ? (exact, string.Create(CultureInfo.InvariantCulture, $"{Words(entry)} may, and {exact.Count} {(exact.Count == 1 ? "peer" : "peers")} did")) : null;

    private IReadOnlyList<DirectionItem>? Exact(ItemEntry entry, IReadOnlyList<ObservedConnection> uses)
    {
        bool ingress = entry.Item.Reference.Direction == PolicyDirection.Ingress;
        var found = new SortedDictionary<string, DirectionItem>(StringComparer.Ordinal);
        foreach (ObservedConnection use in uses)
        {
            // The local host needs no rule.
            if (ingress && items.Options.AllowLocalhost && use.Edge.Client.Kind == EndKind.Host)
            {
                continue;
            }

            if (IsUnlisted(use)
                || amendments.Item(use.Edge, use.Address, ingress, entry.Item.Reference.Policy.Namespace) is not { } named
                || Within(Narrowing.Reduce(named, ItemPart.Peers), entry) is not { } peer)
            {
                return null;
            }

            found.TryAdd(CanonicalText.Peers(peer), peer);
            if (found.Count > Most)
            {
                return null;
            }
        }

        bool isSame = entry.Part is { } part && found.Count == 1 && found.ContainsKey(CanonicalText.Peers(Narrowing.Reduce(part, ItemPart.Peers)));
        return found.Count == 0 || isSame ? null : [.. found.Values];
    }

    // Exact is what tells the pods that used it from all others known; the peer itself may demand more.
    private static DirectionItem? Within(DirectionItem peer, ItemEntry entry)
    {
        LabelSelector? wide = entry.Part is { Endpoints: [var selector] } ? selector : entry.KubernetesPart?.Peers is [{ Pods: { } pods }] ? pods : null;
        if (wide is null || peer.Endpoints is not { } endpoints)
        {
            return peer;
        }

        LabelSelector[] both = [.. endpoints.Select(one => SelectorMeet.Of(one, wide)).OfType<LabelSelector>()];
        return both.Length < endpoints.Count ? null : peer with { Endpoints = both };
    }

    private static (IReadOnlyList<DirectionItem> Peers, string Words)? Addresses(ItemEntry entry, IReadOnlyList<ObservedConnection> uses, string cidr)
    {
        PolicyDirection direction = entry.Item.Reference.Direction;
        Address[] used = [.. uses.Where(use => use.Peer(direction).Kind == EndKind.World).Select(use => use.Address).Distinct().Order()];
        bool isOne = !cidr.Contains('/', StringComparison.Ordinal) || cidr.EndsWith(cidr.Contains(':', StringComparison.Ordinal) ? "/128" : "/32", StringComparison.Ordinal);
        if (isOne || used.Length is 0 or > Most || used.Length < uses.Select(use => use.Address).Distinct().Count() || uses.Any(IsUnlisted))
        {
            return null;
        }

        return ([.. used.Select(address => new DirectionItem { Cidrs = [string.Create(CultureInfo.InvariantCulture, $"{address}/{(address.IsV6 ? 128 : 32)}")] })],
            string.Create(CultureInfo.InvariantCulture, $"of {Words(entry)} {used.Length} {(used.Length == 1 ? "address" : "addresses")} used it"));
    }

    private (IReadOnlyList<DirectionItem> Peers, string Words)? Names(ItemEntry entry, IReadOnlyList<ObservedConnection> uses, string pattern)
    {
        SortedSet<string> used = new(StringComparer.Ordinal);
        RuleItem asked = entry.Item.With(entry.Part!, items.Set, items.Options);
        foreach (ObservedConnection use in uses)
        {
            foreach (PolicyEnd server in use.Servers)
            {
                foreach (string name in server.Names ?? [])
                {
                    if (SubjectOf(entry, uses) is { } subject && asked.Judge(ItemPart.Peers, subject, server with { Names = [name] }, Protocol.Tcp, 1).Admits)
                    {
                        used.Add(name);
                    }
                }
            }
        }

        return used.Count is 0 or > Most || uses.Any(IsUnlisted) ? null
            : ([.. used.Select(name => new DirectionItem { Fqdns = [new FqdnSelector { MatchName = name }] })],
                string.Create(CultureInfo.InvariantCulture, $"of {Words(entry)} {used.Count} {(used.Count == 1 ? "name was" : "names were")} used"));
    }

    private PolicyEnd? SubjectOf(ItemEntry entry, IReadOnlyList<ObservedConnection> uses)
    {
        PolicyDirection direction = entry.Item.Reference.Direction;
        return uses.SelectMany(use => direction == PolicyDirection.Egress ? use.Clients : use.Servers)
            .FirstOrDefault(end => items.Selecting(direction, end.Labels).Contains(entry.Item));
    }

    // Of a large number of addresses the graph keeps some, and counts the rest.
    private static bool IsUnlisted(ObservedConnection use) =>
        (use.Edge.Client.Kind == EndKind.World || use.Edge.Server.Kind == EndKind.World) && (use.Address.IsNone || use.Edge.AddressesBeyond > 0);
}
