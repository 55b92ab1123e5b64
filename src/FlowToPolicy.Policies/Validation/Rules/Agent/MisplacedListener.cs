using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>A listener where the agent takes none.</summary>
internal sealed class MisplacedListener : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P115",
        Name = "misplaced-listener",
        Title = "A listener where the agent takes none",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "A listener hands traffic to an Envoy configuration of your own. It is for egress only, without L7 rules beside it, and a cluster-wide policy cannot use a listener of a namespaced CiliumEnvoyConfig.",
        Instead = "Write the listener in an egress item without L7 rules; in a cluster-wide policy name a CiliumClusterwideEnvoyConfig.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                listener:
                  envoyConfig:
                    kind: CiliumEnvoyConfig
                    name: proxy
                  name: main
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.ListenerOnIngress, SanitizeCheck.ListenerWithL7, SanitizeCheck.ListenerOfNamespace];
}
