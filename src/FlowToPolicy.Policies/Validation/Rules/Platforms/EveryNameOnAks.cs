using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>AKS does not support the DNS pattern *.</summary>
internal sealed class EveryNameOnAks : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P204",
        Name = "every-name-on-aks",
        Title = "AKS does not support the DNS pattern *",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.AksAcnsFqdn, Platform.AksAcnsL7],
        Why = "With Advanced Container Networking Services a DNS rule `matchPattern \"*\"` is not supported: it blocks all queries.",
        Instead = "Name the domains that the pods ask for.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchName: api.example.com
            """),
        Good = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s:io.kubernetes.pod.namespace: kube-system
                  k8s-app: kube-dns
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
                rules:
                  dns:
                  - matchName: api.example.com
            - toFQDNs:
              - matchName: api.example.com
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        NameViews.Of(policy).Where(name => name.IsDnsRule && name.Name.MatchPattern?.Trim() == "*")
            .Select(name => new Remark(name.Path.Key("matchPattern"), "the pattern '*' is not supported in DNS rules on AKS: it blocks all queries", "name the domains that the pods ask for"));
}
