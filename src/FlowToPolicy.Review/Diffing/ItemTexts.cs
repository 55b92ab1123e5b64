using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>The canonical texts of items, each made once, and equal ones kept once: those of a large set are long and many.</summary>
internal sealed class ItemTexts
{
    private readonly Dictionary<RuleItem, ItemKey> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The meaning of an item: items with equal keys mean the same.</summary>
    public ItemKey Of(RuleItem item)
    {
        if (!_keys.TryGetValue(item, out ItemKey key))
        {
            _keys[item] = key = new ItemKey(item.Reference.IsDeny, Shared(CanonicalItem.Peers(item)), Shared(CanonicalItem.Ports(item)));
        }

        return key;
    }

    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out string? known))
        {
            _texts[text] = known = text;
        }

        return known;
    }
}

/// <summary>What an item means.</summary>
/// <param name="IsDeny">Whether it denies.</param>
/// <param name="Peers">Whom it is about: <see cref="CanonicalItem.Peers"/>.</param>
/// <param name="Ports">On which ports: <see cref="CanonicalItem.Ports"/>.</param>
internal readonly record struct ItemKey(bool IsDeny, string Peers, string Ports) : IComparable<ItemKey>
{
    /// <inheritdoc/>
    public int CompareTo(ItemKey other)
    {
        int order = IsDeny.CompareTo(other.IsDeny);
        order = order != 0 ? order : string.CompareOrdinal(Peers, other.Peers);
        return order != 0 ? order : string.CompareOrdinal(Ports, other.Ports);
    }
}
