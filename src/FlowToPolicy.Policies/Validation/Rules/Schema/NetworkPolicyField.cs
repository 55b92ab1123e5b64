using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A field of Kubernetes' NetworkPolicy stands in a Cilium policy.</summary>
internal sealed class NetworkPolicyField : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P009",
        Name = "network-policy-field",
        Title = "A field of Kubernetes' NetworkPolicy stands in a Cilium policy",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "`podSelector`, `policyTypes`, `namespaceSelector`, `ipBlock`, `from` and `to` belong to NetworkPolicy. In a Cilium policy the API server drops them without a word, and the rule means something else.",
        Instead = "Write `endpointSelector`, `fromEndpoints`, `toEndpoints` and `fromCIDRSet`; a direction is closed by having items, not by `policyTypes`.",
        Bad = Example.Policy("""
            policyTypes:
            - Ingress
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["podSelector"] = "write endpointSelector for the subject, fromEndpoints or toEndpoints for peers",
        ["policyTypes"] = "delete it: a direction is closed by having items",
        ["namespaceSelector"] = "write a label k8s:io.kubernetes.pod.namespace, or k8s:io.cilium.k8s.namespace.labels.<key>, in the peer's selector",
        ["ipBlock"] = "write fromCIDRSet or toCIDRSet",
        ["from"] = "write fromEndpoints, fromEntities or fromCIDR",
        ["to"] = "write toEndpoints, toEntities or toCIDR",
        ["ports"] = "write toPorts: [{ports: [...]}]",
    };

    /// <inheritdoc/>
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.UnknownField && violation.IsCilium && Instead.ContainsKey(violation.Key)
        && (violation.Key != "ports" || violation.IsIn("item.ports"));

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Key}' is a field of NetworkPolicy: in a {violation.Document.Kind} the API server drops it", Instead[violation.Key]);
}
