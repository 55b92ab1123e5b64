using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty from or to of a NetworkPolicy means everybody.</summary>
internal sealed class EmptyMeansEverybody : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P337",
        Name = "empty-means-everybody",
        Title = "An empty from or to of a NetworkPolicy means everybody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "In a Kubernetes NetworkPolicy an empty list of peers counts as absent and lets everybody through, the opposite of an empty list in a Cilium policy.",
        Instead = "Name the peers; to let nobody in, delete the item and keep the direction in `policyTypes`.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from: []
              ports:
              - port: 8080
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
              ports:
              - port: 8080
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.KubernetesItems.Where(item => item.Item.Peers is { Count: 0 })
            .Select(item => new Remark(item.PeersPath, "the empty list means everybody", "name the peers, or delete the item to let nobody through"));
}
