using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Explaining;

/// <summary>The rules that close a direction of a subject.</summary>
internal static class IsolatingRules
{
    /// <summary>The rules, each asked alone, in the order of the policies.</summary>
    public static IReadOnlyList<RuleReference> Of(PolicySet set, EvaluationOptions options, PolicyDirection direction, LabelSet subject)
    {
        string space = subject.FindK8s(LabelKeys.Namespace) ?? "";
        return
        [
            .. set.Policies.Where(policy => policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy || policy.Namespace.Length == 0 || policy.Namespace == space)
                .SelectMany(policy => Parts(policy).Select((part, index) => (Policy: policy, Part: part, Index: index)))
                .Where(rule => new PolicyEvaluator(set with { Policies = [rule.Part] }, options).IsIsolated(direction, subject))
                .Select(rule => new RuleReference(rule.Policy, rule.Index, direction, IsDeny: IsOnlyDenying(rule.Part, direction), Item: -1)),
        ];
    }

    private static IEnumerable<Policy> Parts(Policy policy) =>
        policy.NetworkPolicy is not null ? [policy] : policy.Rules.Select(rule => policy with { Rules = [rule] });

    private static bool IsOnlyDenying(Policy part, PolicyDirection direction) => part.NetworkPolicy is null
        && (direction == PolicyDirection.Ingress ? part.Rules[0].Ingress : part.Rules[0].Egress) is not { Count: > 0 };
}
