using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>A namespaced policy cannot be about nodes.</summary>
internal sealed class NamespacedNodeSelector : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P105",
        Name = "namespaced-node-selector",
        Title = "A namespaced policy cannot be about nodes",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "`nodeSelector` makes a host policy, which only a CiliumClusterwideNetworkPolicy can be. The API server takes it in a CiliumNetworkPolicy, the agent refuses it.",
        Instead = "Write a CiliumClusterwideNetworkPolicy, or `endpointSelector` if pods are meant.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              nodeSelector:
                matchLabels:
                  role: edge
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NodeSelectorInNamespace];
}
