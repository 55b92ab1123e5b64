using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Usage;

/// <summary>Adds to a selector what another one demands besides, so that it takes in nothing that the other one leaves out.</summary>
internal static class SelectorMeet
{
    /// <summary>A selector that takes in what both do; null when they demand different values of one key.</summary>
    public static LabelSelector? Of(LabelSelector narrow, LabelSelector wide)
    {
        KeyValuePair<string, string>[] labels = [.. wide.MatchLabels.Where(label => !Implies(narrow, new SelectorExpression(label.Key, SelectorOperator.In, [label.Value])))];
        return labels.Any(label => narrow.MatchLabels.Any(known => KubernetesPeers.Plain(known.Key) == KubernetesPeers.Plain(label.Key))) ? null : narrow with
        {
            MatchLabels = [.. narrow.MatchLabels, .. labels],
            MatchExpressions = [.. narrow.MatchExpressions, .. wide.MatchExpressions.Where(expression => !Implies(narrow, expression))],
        };
    }

    private static bool Implies(LabelSelector selector, SelectorExpression demand)
    {
        foreach ((string key, string value) in selector.MatchLabels)
        {
            if (KubernetesPeers.Plain(key) == KubernetesPeers.Plain(demand.Key))
            {
                return demand.Operator switch
                {
                    SelectorOperator.In => demand.Values.Contains(value, StringComparer.Ordinal),
                    SelectorOperator.NotIn => !demand.Values.Contains(value, StringComparer.Ordinal),
                    SelectorOperator.Exists => true,
                    _ => false,
                };
            }
        }

        return demand.Operator is SelectorOperator.NotIn or SelectorOperator.DoesNotExist
            && selector.MatchExpressions.Any(known => known.Operator == SelectorOperator.DoesNotExist && KubernetesPeers.Plain(known.Key) == KubernetesPeers.Plain(demand.Key));
    }
}
