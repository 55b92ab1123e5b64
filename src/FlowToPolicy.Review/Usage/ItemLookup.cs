using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>Finds the items that the evaluator's answers name.</summary>
internal sealed class ItemLookup
{
    private readonly Dictionary<Policy, Dictionary<(int Rule, PolicyDirection Direction, bool IsDeny, int Item), RuleItem>> _items = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleReference, RuleItem> _found = new(ReferenceEqualityComparer.Instance);

    /// <summary>Learns the items.</summary>
    public ItemLookup(RuleItems items)
    {
        foreach (RuleItem item in items.All)
        {
            RuleReference at = item.Reference;
            (_items.TryGetValue(at.Policy, out Dictionary<(int Rule, PolicyDirection Direction, bool IsDeny, int Item), RuleItem>? ofPolicy) ? ofPolicy : _items[at.Policy] = [])
                [(at.Rule, at.Direction, at.IsDeny, at.Item)] = item;
        }
    }

    /// <summary>The item.</summary>
    public RuleItem Of(RuleReference reference) => _found.TryGetValue(reference, out RuleItem? item) ? item
        : _found[reference] = _items[reference.Policy][(reference.Rule, reference.Direction, reference.IsDeny, reference.Item)];
}
