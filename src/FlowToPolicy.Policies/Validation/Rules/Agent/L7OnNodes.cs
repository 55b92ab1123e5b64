using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>A policy for nodes has no L7 rules.</summary>
internal sealed class L7OnNodes : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P109",
        Name = "l7-on-nodes",
        Title = "A policy for nodes has no L7 rules",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "The proxy serves pods. In a rule with `nodeSelector` only DNS rules on egress are possible.",
        Instead = "Write the ports without L7 rules.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata:
              name: nodes
            spec:
              nodeSelector:
                matchLabels:
                  role: edge
              ingress:
              - fromEntities:
                - cluster
                toPorts:
                - ports:
                  - port: "8080"
                    protocol: TCP
                  rules:
                    http:
                    - method: GET
            """ + "\n",
        Good = """
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata:
              name: nodes
            spec:
              nodeSelector:
                matchLabels:
                  role: edge
              ingress:
              - fromEntities:
                - cluster
                toPorts:
                - ports:
                  - port: "8080"
                    protocol: TCP
            """ + "\n",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.L7OnNodes];
}
