using System.Globalization;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Finds what of items their uses do not need, and the items that are enough. These are proved: each connection that used an item is replayed
/// through them alone.
/// </summary>
internal sealed class Excess(RuleItems items, UsageScan scan, ItemEntries entries, PortShapes ports, EntryUses entryUses, ExactPeers exact)
{
    /// <summary>The items that are wider than what used them, in the order given; not those that are unused as a whole.</summary>
    public IEnumerable<WideItem> Of(IEnumerable<RuleItem> allowing)
    {
        RuleItem[] used = [.. allowing.Where(scan.IsUsed)];
        var proved = new Dictionary<RuleItem, Narrower>(ReferenceEqualityComparer.Instance);
        Prove(used, exactPeers: true, proved);

        // Where exact peers cannot be proved, those of the item stay.
        Prove([.. used.Where(item => !proved.ContainsKey(item))], exactPeers: false, proved);
        return used.Where(proved.ContainsKey).Select(item => new WideItem(scan.Use(item), proved[item].Words, proved[item].Text));
    }

    private void Prove(RuleItem[] used, bool exactPeers, Dictionary<RuleItem, Narrower> proved)
    {
        Narrower[] wide = [.. used.Select(item => Narrow(item, exactPeers)).OfType<Narrower>()];
        var proof = new Proof(items, wide);
        foreach (Narrower narrower in wide.Where(narrower => proof.Holds(narrower, Uses(narrower.Item))))
        {
            proved.Add(narrower.Item, narrower);
        }
    }

    private ObservedConnection[] Uses(RuleItem item) => [.. scan.Of(item).Where(use => use.WasLetThrough)];

    private Narrower? Narrow(RuleItem item, bool exactPeers)
    {
        ObservedConnection[] uses = Uses(item);
        List<string> words = [];
        List<(ItemEntry Entry, IReadOnlyList<DirectionItem>? Exact)> kept = Peers(item, uses, words, exactPeers);
        bool isChanged = words.Count > 0;
        var exactPorts = new ExactPorts(uses, item.Reference.Direction, ports, words);
        if (item.Item is { } own)
        {
            DirectionItem opened = exactPorts.Of(own);
            IReadOnlyList<DirectionItem> narrower = isChanged ? PeerMerge.Of(opened, kept.SelectMany(one => one.Exact ?? [one.Entry.Part!])) : [opened];
            return words.Count == 0 ? null : new Narrower(item, words, narrower, null, [.. narrower.Select(one => item.With(Narrowing.Plain(one), items.Set, items.Options).Reference.Policy)]);
        }

        NetworkPolicyRule rule = exactPorts.Of(item.KubernetesItem!);
        rule = isChanged ? rule with { Peers = [.. kept.SelectMany(one => one.Exact is null ? one.Entry.KubernetesPart!.Peers ?? [] : one.Exact.SelectMany(peer => KubernetesPeers.Of(peer)!))] } : rule;
        return words.Count == 0 ? null : new Narrower(item, words, [], rule, [item.With(rule, items.Set, items.Options).Reference.Policy]);
    }

    private List<(ItemEntry Entry, IReadOnlyList<DirectionItem>? Exact)> Peers(RuleItem item, ObservedConnection[] uses, List<string> words, bool exactPeers)
    {
        List<(ItemEntry Entry, IReadOnlyList<DirectionItem>? Exact)> kept = [];
        foreach (ItemEntry entry in entries.Of(item))
        {
            ObservedConnection[] own = entryUses.Of(entry, uses);
            if (own.Length == 0)
            {
                words.Add($"peer {ExactPeers.Words(entry)} (entry {(entry.Number + 1).ToString(CultureInfo.InvariantCulture)}) was never used");
                continue;
            }

            (IReadOnlyList<DirectionItem> Peers, string Words)? narrower = exactPeers ? exact.Of(entry, own) : null;
            bool canBeSaid = narrower is not null && (entry.KubernetesPart is null || narrower.Value.Peers.All(peer => KubernetesPeers.Of(peer) is not null));
            if (canBeSaid)
            {
                words.Add(narrower!.Value.Words);
            }

            kept.Add((entry, canBeSaid ? narrower!.Value.Peers : null));
        }

        return kept;
    }
}
