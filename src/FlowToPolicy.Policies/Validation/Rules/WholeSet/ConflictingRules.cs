using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>Two rules for the same port contradict each other.</summary>
internal sealed class ConflictingRules : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P407",
        Name = "conflicting-rules",
        Title = "Two rules for the same port contradict each other",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "Two kinds of L7 rules for one port, or two authentication modes for one peer and port, cannot be resolved. The agent then applies none of the pods' policies anew.",
        Instead = "Keep one kind of rule for each port.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            - fromEndpoints:
              - matchLabels:
                  app: back
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  l7proto: envoy.filters.network.mongo_proxy
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              - matchLabels:
                  app: back
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            """),
    };

    private static readonly PolicyEnd Anyone = new(LabelSet.Parse("reserved:world"));

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        if (!set.Policies.Any(policy => policy.Items.Any(CanConflict)))
        {
            yield break;
        }

        var evaluator = new PolicyEvaluator([.. set.Policies.Select(policy => policy.Policy)], new EvaluationOptions { Version = set.Options.Version });
        var said = new HashSet<SubjectItem>();
        foreach (Union union in set.Unions())
        {
            SubjectItem? last = union.Egress.Concat(union.Ingress).LastOrDefault(item => item.Cilium is { } cilium && CanConflict(cilium));
            Judgement judgement = evaluator.Judge(PolicyDirection.Ingress, new PolicyEnd(union.Subject), Anyone, Protocol.Tcp, 1);
            if (last is not null && judgement.Cause == UnresolvedCause.Conflict && said.Add(last))
            {
                yield return (last.Policy, new Remark(last.Path, $"the policies of {union.Name} cannot be resolved: {judgement.Reason}", "keep one kind of rule for each port"));
            }
        }
    }

    private static bool CanConflict(ItemView item) =>
        !item.IsDeny && (item.Item.AuthenticationMode is not null || item.PortRules().Any(entry =>
            entry.Rule.Http is { Count: > 0 } || entry.Rule.Kafka is { Count: > 0 } || entry.Rule.Dns is { Count: > 0 }
            || !string.IsNullOrEmpty(entry.Rule.L7Protocol) || entry.Rule.Listener is not null || entry.Rule.ServerNames is { Count: > 0 }
            || entry.Rule.TerminatingTls is not null || entry.Rule.OriginatingTls is not null));
}
