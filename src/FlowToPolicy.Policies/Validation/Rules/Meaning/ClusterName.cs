using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>toFQDNs does not reach services or pods of the cluster.</summary>
internal sealed class ClusterName : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P309",
        Name = "cluster-name",
        Title = "toFQDNs does not reach services or pods of the cluster",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Addresses of services, pods and nodes never become identities of a DNS name: a rule for `db.shop.svc.cluster.local` matches nothing.",
        Instead = "Select the pods behind the service with `toEndpoints`.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchName: db.shop.svc.cluster.local
            """),
        Good = Example.LearningEgress("""
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from name in NameViews.Of(policy)
        where !name.IsDnsRule && IsOfCluster(name.Name.MatchName ?? name.Name.MatchPattern ?? "")
        select new Remark(
            name.Path,
            $"'{name.Name.MatchName ?? name.Name.MatchPattern}' is a name of the cluster: the addresses of its pods and services are never matched by toFQDNs",
            "select the pods behind the service with toEndpoints");

    private static bool IsOfCluster(string name) =>
        NameMatcher.Normalise(name) is var normalised
        && (normalised.EndsWith(".cluster.local", StringComparison.Ordinal) || normalised.EndsWith(".svc", StringComparison.Ordinal));
}
