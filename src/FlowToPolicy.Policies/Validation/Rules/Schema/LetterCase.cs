using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A fixed word is written in the wrong letter case.</summary>
internal sealed class LetterCase : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P004",
        Name = "letter-case",
        Title = "A fixed word is written in the wrong letter case",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Protocols, operators, entities and other fixed words are compared letter by letter by the API server: `tcp` and `in` are refused, even where the agent would understand them.",
        Instead = "Write the word as it is defined: `TCP`, `In`, `NotIn`, `Exists`, `world`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: tcp
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

    private static readonly string[] Words =
    [
        "TCP", "UDP", "SCTP", "ANY", "ICMP", "ICMPv6", "VRRP", "IGMP", "In", "NotIn", "Exists", "DoesNotExist", "Ingress", "Egress", "IPv4", "IPv6",
        "all", "world", "cluster", "host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver",
        "required", "disabled", "test-always-fail", "LOG", "ADD", "DELETE", "REPLACE", "produce", "consume",
        "CiliumEnvoyConfig", "CiliumClusterwideEnvoyConfig",
    ];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Enum && Right(violation) is not null;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Value}' is written '{Right(violation)}'", $"write {Right(violation)}") { Edit = violation.Replace(Right(violation)!) };

    // "ingress" is an entity, "Ingress" a direction: which one is meant says the place.
    private static string? Right(SchemaCase violation)
    {
        bool isEntity = violation.Path.Parent.Name.EndsWith("Entities", StringComparison.Ordinal);
        return Array.Find(Words, word => word != violation.Value && word.Equals(violation.Value, StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetterUpper(word[0]) != isEntity)
            ?? Array.Find(Words, word => word != violation.Value && word.Equals(violation.Value, StringComparison.OrdinalIgnoreCase) && !isEntity);
    }
}
