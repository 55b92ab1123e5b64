using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>One of the two policy sets, ready to be asked.</summary>
internal sealed class PolicySide(PolicySet set, EvaluationOptions options)
{
    private readonly PolicyEvaluator _evaluator = new(set, options);
    private readonly RuleItems _items = new(set, options);
    private readonly Dictionary<RuleItem, string> _keys = new(ReferenceEqualityComparer.Instance);

    /// <summary>What it says of a connection at both ends.</summary>
    public ConnectionState Judge(DiffEnd client, DiffEnd server, Protocol protocol, ushort port) => ConnectionState.Of(
        client.HasPolicies ? _evaluator.Judge(PolicyDirection.Egress, client.End, server.End, protocol, port) : null,
        server.HasPolicies ? _evaluator.Judge(PolicyDirection.Ingress, server.End, client.End, protocol, port) : null);

    /// <summary>The items about a subject by their meaning; equal ones once.</summary>
    public IReadOnlyDictionary<string, RuleItem> ItemsAbout(PolicyDirection direction, LabelSet subject)
    {
        var found = new SortedDictionary<string, RuleItem>(StringComparer.Ordinal);
        foreach (RuleItem item in _items.Selecting(direction, subject))
        {
            found.TryAdd(KeyOf(item), item);
        }

        return found;
    }

    /// <summary>Whether a direction of a subject is closed.</summary>
    public bool Closes(PolicyDirection direction, LabelSet subject) => _evaluator.IsIsolated(direction, subject);

    private string KeyOf(RuleItem item)
    {
        if (!_keys.TryGetValue(item, out string? key))
        {
            _keys[item] = key = CanonicalItem.Key(item);
        }

        return key;
    }
}
