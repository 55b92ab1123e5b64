using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Cilium enforces rules of a direction that policyTypes leaves out.</summary>
internal sealed class UnlistedDirection : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P321",
        Name = "unlisted-direction",
        Title = "Cilium enforces rules of a direction that policyTypes leaves out",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Kubernetes ignores rules of a direction that `policyTypes` does not name. Cilium enforces them all the same and closes the direction, so that the policy means one thing here and another on other engines.",
        Instead = "Name the direction in `policyTypes`, or delete its rules.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
            egress:
            - ports:
              - port: 53
                protocol: UDP
              - port: 53
                protocol: TCP
            - to:
              - podSelector:
                  matchLabels:
                    app: db
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Ingress
            - Egress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
            egress:
            - ports:
              - port: 53
                protocol: UDP
              - port: 53
                protocol: TCP
            - to:
              - podSelector:
                  matchLabels:
                    app: db
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        if (policy.Policy.NetworkPolicy is not { PolicyTypes: { Count: > 0 } types } spec)
        {
            yield break;
        }

        (string Field, string Type, bool HasRules)[] sides = [("ingress", "Ingress", spec.Ingress is { Count: > 0 }), ("egress", "Egress", spec.Egress is { Count: > 0 })];
        foreach ((string field, string type, _) in sides.Where(side => side.HasRules && !types.Contains(side.Type)))
        {
            yield return new Remark(
                FieldPath.Root.Key("spec").Key(field),
                $"policyTypes leaves {type} out; Cilium enforces these rules all the same, other engines do not",
                $"add {type} to policyTypes, or delete the rules");
        }
    }
}
