using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing.Objects;

/// <summary>Compares two policy sets object by object, by the meaning of their rules and not by order or spelling.</summary>
public static class ObjectDiff
{
    /// <summary>The objects that differ, by kind, namespace and name.</summary>
    public static IReadOnlyList<ObjectChange> Compare(PolicySet before, PolicySet after, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ILookup<ObjectName, Policy> old = before.Policies.ToLookup(ObjectName.Of), updated = after.Policies.ToLookup(ObjectName.Of);
        var changes = new List<ObjectChange>();
        foreach (ObjectName name in old.Select(group => group.Key).Concat(updated.Select(group => group.Key)).Distinct().Order())
        {
            // Of two objects with one name the cluster keeps the later.
            Policy? was = old[name].LastOrDefault(), becomes = updated[name].LastOrDefault();
            if (was is null || becomes is null)
            {
                changes.Add(new ObjectChange(was is null ? ObjectAction.Added : ObjectAction.Removed, name.Kind, name.Namespace, name.Name, [], []));
            }
            else if (Change(name, new Parts(was, before, options), new Parts(becomes, after, options)) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private static ObjectChange? Change(ObjectName name, Parts was, Parts becomes)
    {
        RuleChange[] rules =
        [
            .. InOrder(was.Items.Where(item => !becomes.Items.ContainsKey(item.Key)).Select(item => Change(item.Value, isAdded: false))),
            .. InOrder(becomes.Items.Where(item => !was.Items.ContainsKey(item.Key)).Select(item => Change(item.Value, isAdded: true))),
        ];
        string[] remarks =
        [
            .. was.Subjects.Except(becomes.Subjects).Select(subject => $"no longer: {subject}"),
            .. becomes.Subjects.Except(was.Subjects).Select(subject => $"now: {subject}"),
        ];
        return rules.Length == 0 && remarks.Length == 0 ? null : new ObjectChange(ObjectAction.Changed, name.Kind, name.Namespace, name.Name, rules, remarks);
    }

    private static IEnumerable<RuleChange> InOrder(IEnumerable<RuleChange> changes) =>
        changes.OrderBy(change => change.Reference.Rule).ThenBy(change => change.Reference.Direction).ThenBy(change => change.Reference.IsDeny).ThenBy(change => change.Reference.Item);

    private static RuleChange Change(RuleItem item, bool isAdded) => new(isAdded, item.Reference, item.Text);

    private readonly record struct ObjectName(PolicyKind Kind, string Namespace, string Name) : IComparable<ObjectName>
    {
        public static ObjectName Of(Policy policy) => new(policy.Kind, policy.Namespace, policy.Name);

        public int CompareTo(ObjectName other)
        {
            int order = string.CompareOrdinal(Namespace, other.Namespace);
            order = order != 0 ? order : string.CompareOrdinal(Name, other.Name);
            return order != 0 ? order : Kind.CompareTo(other.Kind);
        }
    }

    /// <summary>The items of a policy by meaning and subject, and which subjects it closes.</summary>
    private sealed class Parts
    {
        public Parts(Policy policy, PolicySet set, EvaluationOptions options)
        {
            foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
            {
                foreach (RuleItem item in RuleItem.Of(policy, direction, set, options))
                {
                    Items.TryAdd($"{CanonicalItem.SubjectOf(policy, item.Reference.Rule)}\n{direction}\n{CanonicalItem.Key(item)}", item);
                }
            }

            Subjects = [.. CanonicalItem.Closings(policy)];
        }

        public SortedDictionary<string, RuleItem> Items { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Subjects { get; }
    }
}
