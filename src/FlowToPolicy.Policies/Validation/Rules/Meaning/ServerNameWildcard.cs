using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Server names know wildcards from Cilium 1.18 only.</summary>
internal sealed class ServerNameWildcard : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P340",
        Name = "server-name-wildcard",
        Title = "Server names know wildcards from Cilium 1.18 only",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Before = new CiliumVersion(1, 18),
        Why = "Earlier versions compare server names as they stand. No client asks for a name with a star, so that the entry matches nothing.",
        Instead = "List the names, or upgrade to Cilium 1.18.",
        Bad = Example.Egress("""
            - toEntities:
              - world
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
                serverNames:
                - "*.example.com"
            """),
        Good = Example.Egress("""
            - toEntities:
              - world
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
                serverNames:
                - www.example.com
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        from entry in item.PortRules()
        from index in Enumerable.Range(0, entry.Rule.ServerNames?.Count ?? 0)
        let name = entry.Rule.ServerNames![index]
        where name.Contains('*', StringComparison.Ordinal)
        select new Remark(entry.Path.Key("serverNames").Item(index), $"'{name}' is compared literally before Cilium 1.18", "list the names, or upgrade");
}
