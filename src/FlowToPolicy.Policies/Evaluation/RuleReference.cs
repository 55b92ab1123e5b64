using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Points at one item of a policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The index of the rule among <see cref="Policy.Rules"/>.</param>
/// <param name="Direction">The direction of the item.</param>
/// <param name="IsDeny">Whether it stands in the deny list.</param>
/// <param name="Item">The index in that list; -1 for the rule as a whole.</param>
public sealed record RuleReference(Policy Policy, int Rule, PolicyDirection Direction, bool IsDeny, int Item)
{
    /// <summary>Where it stands in its file: the item, or else the rule, or else the policy; none for policies made by a program.</summary>
    public SourcePosition Position
    {
        get
        {
            SourcePosition item = Policy.NetworkPolicy is { } spec ? At(Direction == PolicyDirection.Ingress ? spec.Ingress : spec.Egress, i => i.Position)
                : Rule < Policy.Rules.Count ? At(Items(Policy.Rules[Rule]), i => i.Position)
                : default;
            SourcePosition rule = Rule < Policy.Rules.Count ? Policy.Rules[Rule].Position : default;
            return !item.IsNone ? item : !rule.IsNone ? rule : Policy.Position;
        }
    }

    private IReadOnlyList<DirectionItem>? Items(Rule rule) => (Direction, IsDeny) switch
    {
        (PolicyDirection.Ingress, false) => rule.Ingress,
        (PolicyDirection.Ingress, true) => rule.IngressDeny,
        (PolicyDirection.Egress, false) => rule.Egress,
        _ => rule.EgressDeny,
    };

    private SourcePosition At<T>(IReadOnlyList<T>? items, Func<T, SourcePosition> position) =>
        items is not null && Item >= 0 && Item < items.Count ? position(items[Item]) : default;

    /// <summary>The place as a reader finds it, e.g. <c>shop/web spec.ingress[0]</c>.</summary>
    public override string ToString()
    {
        string name = Policy.Namespace.Length == 0 ? Policy.Name : $"{Policy.Namespace}/{Policy.Name}";
        string spec = Policy.Rules.Count > 1 ? $"specs[{Rule}]" : "spec";
        string list = (Direction, IsDeny) switch
        {
            (PolicyDirection.Ingress, false) => "ingress",
            (PolicyDirection.Ingress, true) => "ingressDeny",
            (PolicyDirection.Egress, false) => "egress",
            _ => "egressDeny",
        };
        return Item < 0 ? $"{name} {spec}.{list}" : $"{name} {spec}.{list}[{Item}]";
    }
}
