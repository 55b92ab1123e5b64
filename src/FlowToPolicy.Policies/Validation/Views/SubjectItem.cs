using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One item of a policy of any kind in the terms that rules about unions need.</summary>
internal sealed record SubjectItem
{
    /// <summary>The policy.</summary>
    public required PolicyView Policy { get; init; }

    /// <summary>Its path.</summary>
    public required FieldPath Path { get; init; }

    /// <summary>Whether it is about ingress.</summary>
    public required bool IsIngress { get; init; }

    /// <summary>Whether it denies.</summary>
    public required bool IsDeny { get; init; }

    /// <summary>Its ports with the entry that they stand in, as compiled; none when nothing gets through.</summary>
    public required IReadOnlyList<SubjectPort> Ports { get; init; }

    /// <summary>Whether everybody is a peer.</summary>
    public required bool Everybody { get; init; }

    /// <summary>The label selectors of its peers.</summary>
    public IReadOnlyList<LabelMatcher> Peers { get; init; } = [];

    /// <summary>The prefixes of its peers.</summary>
    public IReadOnlyList<(Prefix Prefix, IReadOnlyList<Prefix> Except)> Prefixes { get; init; } = [];

    /// <summary>The item of a Cilium policy; null for a Kubernetes NetworkPolicy.</summary>
    public ItemView? Cilium { get; init; }

    /// <summary>Whether it may let anything through.</summary>
    public bool Opens => !IsDeny && Ports.Count > 0 && (Everybody || Peers.Count > 0 || Prefixes.Count > 0 || NamesOthers);

    /// <summary>Whether it names peers by DNS name, service or group.</summary>
    public bool NamesOthers { get; init; }

    /// <summary>Whether an identity is a peer by its labels.</summary>
    public bool Admits(LabelSet peer) => Everybody || Peers.Any(selector => selector.Matches(peer));

    /// <summary>An item of a Cilium policy.</summary>
    public static SubjectItem Of(ItemView view, EvaluationOptions options)
    {
        DirectionItem item = view.Item;
        bool subjectIsInit = SelectorCompiler.Requirements(view.Owner.Subject).Exists(r => r.Source == Label.Reserved && r.Key == ReservedIdentity.Init);
        LabelMatcher[] peers =
        [
            .. (item.Endpoints ?? []).Select(selector => SelectorCompiler.Peer(selector, view.Policy.Namespace, subjectIsInit, options)),
            .. (item.Nodes ?? []).Select(selector => SelectorCompiler.Node(selector, options)),
            .. (item.Entities ?? []).SelectMany(entity => entity == EntityCompiler.All ? [] : EntityCompiler.Selectors(entity, options) ?? []),
        ];
        return new SubjectItem
        {
            Policy = view.Policy,
            Path = view.Path,
            Cilium = view,
            IsIngress = view.IsIngress,
            IsDeny = view.IsDeny,
            Ports = [.. SubjectPort.Of(view)],
            Everybody = item.Entities?.Contains(EntityCompiler.All) == true || Array.Exists(peers, peer => peer.Requirements.Length == 0) || (!view.NamesPeers && view.NamesPorts),
            Peers = peers,
            Prefixes = [.. view.Prefixes().SelectMany(entry => Parse(entry.Cidr, entry.Except))],
            NamesOthers = item.Fqdns is { Count: > 0 } || item.Services is { Count: > 0 } || item.Groups is { Count: > 0 }
                || item.CidrSets?.Any(set => set.Cidr.Length == 0) == true,
        };
    }

    /// <summary>The items that an item of a Kubernetes NetworkPolicy becomes: one for each peer.</summary>
    public static IEnumerable<SubjectItem> Of(KubernetesItemView view, EvaluationOptions options)
    {
        SubjectPort[] ports = view.Item.Ports is { Count: > 0 } list ? [.. view.Ports().Select(entry => SubjectPort.Of(entry.Port, entry.Path))] : [new SubjectPort(PortSpec.Everything, null, view.Path)];
        var whole = new SubjectItem { Policy = view.Policy, Path = view.Path, IsIngress = view.IsIngress, IsDeny = false, Ports = ports, Everybody = false };
        if (view.Item.Peers is not { Count: > 0 })
        {
            return [whole with { Everybody = true }];
        }

        return view.Peers().Select(entry => whole with
        {
            Path = entry.Path,
            Peers = entry.Peer.Pods is null && entry.Peer.Namespaces is null ? [] : [SelectorCompiler.KubernetesPeer(entry.Peer.Namespaces, entry.Peer.Pods, view.Policy.Namespace, options)],
            Prefixes = entry.Peer.Block is { } block ? [.. Parse(block.Cidr, block.Except)] : [],
        });
    }

    private static IEnumerable<(Prefix, IReadOnlyList<Prefix>)> Parse(string cidr, IReadOnlyList<string> except)
    {
        if (!Prefix.TryParse(cidr, out Prefix prefix))
        {
            return [];
        }

        Prefix[] holes = [.. except.Select(text => Prefix.TryParse(text, out Prefix hole) ? hole : (Prefix?)null).OfType<Prefix>()];
        return [(prefix, holes)];
    }
}
