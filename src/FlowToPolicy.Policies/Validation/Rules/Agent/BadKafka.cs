using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>A Kafka rule is not valid.</summary>
internal sealed class BadKafka : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P119",
        Name = "bad-kafka",
        Title = "A Kafka rule is not valid",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "A Kafka rule has a role or an apiKey, not both; the key must be one of Kafka's, the version a number of 15 bits, and the topic a name that Kafka could have.",
        Instead = "Keep the role, which stands for all the keys that it needs, or name one key.",
        Bad = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: kafka
              toPorts:
              - ports:
                - port: "9092"
                  protocol: TCP
                rules:
                  kafka:
                  - role: produce
                    apiKey: fetch
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: kafka
              toPorts:
              - ports:
                - port: "9092"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.KafkaRoleWithKey, SanitizeCheck.UnknownKafkaKey, SanitizeCheck.BadKafkaVersion, SanitizeCheck.BadKafkaTopic];
}
