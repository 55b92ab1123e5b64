using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>The ports of items: there are few different ones, however many items there are. Not safe for concurrent use, because they are kept.</summary>
internal sealed class PortShapes(EvaluationOptions options)
{
    private readonly Dictionary<(PolicyDirection Direction, bool IsKubernetes, string Text), PortShape> _known = [];
    private readonly Dictionary<RuleItem, PortShape> _ofItem = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(PortShape Wide, PortShape Narrow), bool> _covers = [];

    /// <summary>The ports of an item.</summary>
    public PortShape Of(RuleItem item)
    {
        if (!_ofItem.TryGetValue(item, out PortShape? shape))
        {
            _ofItem[item] = shape = item.Item is { } own ? Of(own, item.Reference.Direction) : Of(item.KubernetesItem!, item.Reference.Direction);
        }

        return shape;
    }

    /// <summary>The ports of an item, whatever else it says.</summary>
    public PortShape Of(DirectionItem item, PolicyDirection direction)
    {
        DirectionItem ports = Narrowing.Reduce(Narrowing.Plain(item), ItemPart.Ports);
        (PolicyDirection, bool, string) key = (direction, false, CanonicalText.Ports(ports));
        return _known.TryGetValue(key, out PortShape? shape) ? shape : _known[key] = PortShape.Of(ports, direction, options);
    }

    /// <summary>The ports of an item of a Kubernetes NetworkPolicy.</summary>
    public PortShape Of(NetworkPolicyRule item, PolicyDirection direction)
    {
        (PolicyDirection, bool, string) key = (direction, true, CanonicalText.Ports(item));
        return _known.TryGetValue(key, out PortShape? shape) ? shape : _known[key] = PortShape.Of(Narrowing.Reduce(item, ItemPart.Ports), direction, options);
    }

    /// <summary>Whether the one opens every port that the other one does.</summary>
    public bool Covers(PortShape wide, PortShape narrow) =>
        _covers.TryGetValue((wide, narrow), out bool covers) ? covers : _covers[(wide, narrow)] = wide.Covers(narrow);
}
