namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A document cannot be read.</summary>
internal sealed class Unreadable : ReadRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P027",
        Name = "unreadable",
        Title = "The document is no YAML, or no object of Kubernetes",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "What kubectl cannot read it does not apply: broken YAML, a key that stands twice in one map, an object without a kind.",
        Instead = "Mend the text where the message points.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector: {}
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
              ingress:
              - fromEntities:
                - host
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            - fromEntities:
              - host
            """),
    };
}
