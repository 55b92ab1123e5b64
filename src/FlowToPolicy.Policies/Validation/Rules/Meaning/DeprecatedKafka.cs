using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Kafka rules are deprecated.</summary>
internal sealed class DeprecatedKafka : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P332",
        Name = "deprecated-kafka",
        Title = "Kafka rules are deprecated",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 19),
        Why = "Kafka rules are deprecated in Cilium 1.19 and gone in 1.20.",
        Instead = "Open the port without Kafka rules, and let the brokers check topics and clients.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "9092"
                  protocol: TCP
                rules:
                  kafka:
                  - role: produce
                    topic: orders
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "9092"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        from entry in item.PortRules()
        where entry.Rule.Kafka is { Count: > 0 }
        select new Remark(entry.Path.Key("rules").Key("kafka"), "Kafka rules are gone in Cilium 1.20", "open the port without Kafka rules");
}
