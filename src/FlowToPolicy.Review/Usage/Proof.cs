using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Replays the uses of items through other items in their place, of all of them at once: the answers name who lets a use through.</summary>
internal sealed class Proof
{
    private readonly PolicyEvaluator _instead;
    private readonly RuleItems _items;

    /// <summary>Prepares.</summary>
    /// <param name="items">All items of the set.</param>
    /// <param name="narrower">What stands in the place of some of them.</param>
    public Proof(RuleItems items, IEnumerable<Narrower> narrower)
    {
        _items = items;
        _instead = new PolicyEvaluator(items.Set with { Policies = [.. narrower.SelectMany(one => one.Policies)] }, items.Options);
    }

    /// <summary>Whether what stands in the place of an item lets through all that the item itself does of its uses.</summary>
    public bool Holds(Narrower narrower, ObservedConnection[] uses)
    {
        HashSet<Policy> instead = new(narrower.Policies, ReferenceEqualityComparer.Instance);
        return instead.Count > 0 && Array.TrueForAll(uses, use => Holds(narrower.Item, instead, use));
    }

    private bool Holds(RuleItem item, HashSet<Policy> instead, ObservedConnection use)
    {
        PolicyDirection direction = item.Reference.Direction;
        bool egress = direction == PolicyDirection.Egress, isOnePair = use.Clients.Count == 1 && use.Servers.Count == 1;
        foreach (PolicyEnd subject in egress ? use.Clients : use.Servers)
        {
            foreach (PolicyEnd peer in egress ? use.Servers : use.Clients)
            {
                // Of several pairs the item may take in only some.
                if ((isOnePair || _items.Matching(ItemPart.Whole, direction, subject, peer, use.Edge.Protocol, use.Edge.Port).Contains(item))
                    && !IsLetThrough(_instead.Judge(direction, subject, peer, use.Edge.Protocol, use.Edge.Port), instead))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsLetThrough(Judgement judgement, HashSet<Policy> instead) => judgement.Admits && judgement.Rules.Any(rule => instead.Contains(rule.Policy));
}
