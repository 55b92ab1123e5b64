using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Tells by which of its peers an item takes in its uses: by what is known of ends, or else by asking the peer alone.</summary>
internal sealed class EntryUses(RuleItems items, ItemEntries entries, EndBits known)
{
    /// <summary>What is taken in by an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="uses">What its item takes in.</param>
    public ObservedConnection[] Of(ItemEntry entry, ObservedConnection[] uses)
    {
        if (entries.Of(entry.Item).Count == 1)
        {
            return uses;
        }

        RuleItem? alone = null;
        bool isOfLabels = entry.Part is { Endpoints: not null, Requires: null };
        return [.. uses.Where(use => Takes(entry, isOfLabels, use, ref alone))];
    }

    private bool Takes(ItemEntry entry, bool isOfLabels, ObservedConnection use, ref RuleItem? alone)
    {
        bool egress = entry.Item.Reference.Direction == PolicyDirection.Egress;
        foreach (PolicyEnd subject in egress ? use.Clients : use.Servers)
        {
            foreach (PolicyEnd peer in egress ? use.Servers : use.Clients)
            {
                if (isOfLabels && use.Clients.Count == 1 && use.Servers.Count == 1 && known.NumberOf(peer.Labels) is { } number)
                {
                    if (known.Peers(entry, subject)[number])
                    {
                        return true;
                    }

                    continue;
                }

                alone ??= entry.Part is { } part ? entry.Item.With(part, items.Set, items.Options) : entry.Item.With(entry.KubernetesPart!, items.Set, items.Options);
                if (alone.Judge(ItemPart.Whole, subject, peer, use.Edge.Protocol, use.Edge.Port).Admits)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
