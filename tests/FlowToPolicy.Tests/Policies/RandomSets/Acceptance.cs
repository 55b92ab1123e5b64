using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Which policies an agent takes: those that it refuses have no effect, so that nothing is to be judged.</summary>
internal static class Acceptance
{
    public static bool IsAccepted(Policy policy, EvaluationOptions options) =>
        PolicySanitizer.Check(policy, new SanitizeOptions { Version = options.Version, NodeSelectorLabels = options.NodeSelectorLabels }).Count == 0;
}
