using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>There is no such entity.</summary>
internal sealed class UnknownEntity : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P014",
        Name = "unknown-entity",
        Title = "There is no such entity",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The CRD lists the entities: all, world, cluster, host, init, ingress, unmanaged, remote-node, health, none, kube-apiserver. `world-ipv4` and `world-ipv6` exist in the agent only.",
        Instead = "Write one of them; for the internet over one family `toCIDR` with `0.0.0.0/0` or `::/0`.",
        Bad = Example.Policy("""
            ingress:
            - fromEntities:
              - internet
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEntities:
              - world
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.UnknownEntity];

    private static readonly string[] Entities = ["all", "world", "cluster", "host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver"];

    /// <inheritdoc/>
    public override int Breadth => 1;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.Enum && violation.Path.Parent.Name is "fromEntities" or "toEntities";

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, $"there is no entity '{violation.Value}'", Fix(violation.Value));

    private static string Fix(string entity) => entity switch
    {
        "world-ipv4" => "write world, or a prefix 0.0.0.0/0 for IPv4 only",
        "world-ipv6" => "write world, or a prefix ::/0 for IPv6 only",
        "internet" or "external" or "public" => "write world",
        "any" or "everything" or "everyone" => "write all",
        "pods" => "write an endpoint selector; cluster also holds the nodes",
        "node" or "nodes" => "write host for the pod's own node, remote-node for the others",
        "apiserver" or "kube-api-server" or "api-server" => "write kube-apiserver",
        _ => $"write one of {string.Join(", ", Entities)}",
    };
}
