using System.Collections.Concurrent;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// Leaves of a label set what policies can tell apart: the keys that some selector of theirs names, and those that mean something to
/// Cilium itself. Label sets that are then equal have the same verdicts, so one of them stands for all. Safe for
/// several threads.
/// </summary>
internal sealed class LabelReducer
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal)
    {
        LabelKeys.Namespace, LabelKeys.Cluster,

        // A pod label with one of these keys changes what Cilium enforces (cilium issues 48027, 40791).
        ReservedIdentity.Host, ReservedIdentity.Init, ReservedIdentity.Ingress,
    };

    private readonly HashSet<IReadOnlyList<LabelSelector>> _learnt = new(ReferenceEqualityComparer.Instance);

    private readonly ConcurrentDictionary<LabelSet, LabelSet> _reduced = [];

    /// <summary>Learns the keys of the policies' selectors.</summary>
    public LabelReducer(IEnumerable<ProposedPolicy> policies)
    {
        foreach (Rule rule in policies.SelectMany(policy => policy.Policy.Rules))
        {
            Learn(rule.EndpointSelector);
            Learn(rule.Ingress);
            Learn(rule.Egress);
        }
    }

    /// <summary>The part of the labels that matters.</summary>
    public LabelSet Reduce(LabelSet labels) => _reduced.GetOrAdd(
        labels, static (all, keys) => LabelSet.Of(all.Where(label => label.Source == Label.Reserved || keys.Contains(label.Key))), _keys);

    /// <summary>One label set of each kind that policies can tell apart, in their order.</summary>
    public IReadOnlyList<LabelSet> Distinct(IReadOnlyList<LabelSet> sets) => sets.Count < 2 ? sets : [.. sets.DistinctBy(Reduce)];

    // Rules that were made by a program share the very lists of selectors.
    private void Learn(IReadOnlyList<DirectionItem>? items)
    {
        for (int i = 0; i < (items?.Count ?? 0); i++)
        {
            if (items![i].Endpoints is not { } selectors || !_learnt.Add(selectors))
            {
                continue;
            }

            foreach (LabelSelector selector in selectors)
            {
                Learn(selector);
            }
        }
    }

    private void Learn(LabelSelector? selector)
    {
        foreach (KeyValuePair<string, string> label in selector?.MatchLabels ?? [])
        {
            Learn(label.Key);
        }

        foreach (SelectorExpression expression in selector?.MatchExpressions ?? [])
        {
            Learn(expression.Key);
        }
    }

    // With and without what may be a source, so that no spelling is missed.
    private void Learn(string key)
    {
        _keys.Add(key);
        _keys.Add(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
