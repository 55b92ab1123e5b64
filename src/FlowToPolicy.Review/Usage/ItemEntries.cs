using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>Items taken apart into the peers that they name; kept, because several ask.</summary>
internal sealed class ItemEntries
{
    private readonly Dictionary<RuleItem, ItemEntry[]> _ofItem = new(ReferenceEqualityComparer.Instance);

    /// <summary>The entries of an item.</summary>
    public IReadOnlyList<ItemEntry> Of(RuleItem item)
    {
        if (!_ofItem.TryGetValue(item, out ItemEntry[]? entries))
        {
            _ofItem[item] = entries = item.Item is { } own
                ? [.. PeerSplit.Of(Narrowing.Plain(own)).Select((part, number) => new ItemEntry(item, number, part, null))]
                : [.. PeerSplit.Of(item.KubernetesItem!).Select((part, number) => new ItemEntry(item, number, null, part))];
        }

        return entries;
    }
}
