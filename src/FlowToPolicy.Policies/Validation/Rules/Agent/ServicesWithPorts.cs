using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>toServices together with toPorts.</summary>
internal sealed class ServicesWithPorts : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P102",
        Name = "services-with-ports",
        Title = "toServices together with toPorts",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Before = new CiliumVersion(1, 17),
        Why = "Cilium 1.14 to 1.16 refuse a policy with both in one item; 1.17 takes it.",
        Instead = "Select the pods behind the service with `toEndpoints`, or upgrade to Cilium 1.17.",
        Bad = Example.Egress("""
            - toServices:
              - k8sService:
                  serviceName: db
                  namespace: shop
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.ServicesWithPorts];
}
