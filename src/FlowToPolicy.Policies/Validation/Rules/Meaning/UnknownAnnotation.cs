using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Cilium knows no such annotation on a policy.</summary>
internal sealed class UnknownAnnotation : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P323",
        Name = "unknown-annotation",
        Title = "Cilium knows no such annotation on a policy",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "Cilium reads no annotation of a policy. Annotations such as `io.cilium.network-policy.k8s.io/default` are found in articles and do nothing.",
        Instead = "Say it in the rules, e.g. with `enableDefaultDeny`, and delete the annotation.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
              annotations:
                io.cilium.network-policy.k8s.io/default: strict
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Policy.Annotations.Keys.Order(StringComparer.Ordinal).Where(IsMeantForCilium).Select(key => new Remark(
            FieldPath.Root.Key("metadata").Key("annotations").Key(key),
            $"Cilium does not read the annotation '{key}'",
            "delete it, and say what is meant in the rules"));

    private static bool IsMeantForCilium(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        string prefix = slash < 0 ? key : key[..slash];
        return prefix.StartsWith("io.cilium", StringComparison.Ordinal) || prefix == "cilium.io" || prefix.EndsWith(".cilium.io", StringComparison.Ordinal);
    }
}
