using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The kind does not exist in this apiVersion.</summary>
internal sealed class WrongApiVersion : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P001",
        Name = "wrong-api-version",
        Title = "The kind does not exist in this apiVersion",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy exist in `cilium.io/v2` only, NetworkPolicy in `networking.k8s.io/v1`, CiliumCIDRGroup in `cilium.io/v2` from Cilium 1.18 and in `cilium.io/v2alpha1` before. `cilium.io/v1alpha1` is right for TracingPolicy alone.",
        Instead = "Write the apiVersion that the kind has.",
        Bad = """
            apiVersion: cilium.io/v1alpha1
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
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
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.ApiVersion;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation)
    {
        string right = KnownKinds.ApisOf(violation.Document.Kind, violation.Options.Version)[0];
        return new Remark(violation.Path, $"there is no {violation.Document.Kind} in '{violation.Document.ApiVersion}'", $"write apiVersion: {right}") { Edit = violation.Replace(right) };
    }
}
