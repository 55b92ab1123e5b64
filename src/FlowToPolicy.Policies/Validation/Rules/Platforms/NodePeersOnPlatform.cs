using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>The platform does not tell nodes apart by labels.</summary>
internal sealed class NodePeersOnPlatform : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P206",
        Name = "node-peers-on-platform",
        Title = "The platform does not tell nodes apart by labels",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Since = new CiliumVersion(1, 16),
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7, Platform.Gke],
        Why = "`fromNodes` and `toNodes` need the agent's option enable-node-selector-labels, which cannot be set in managed Cilium.",
        Instead = "Use the entities `host` and `remote-node`.",
        Bad = Example.Clusterwide("""
            ingress:
            - fromNodes:
              - matchLabels:
                  role: edge
            """),
        Good = Example.Clusterwide("""
            ingress:
            - fromEntities:
              - remote-node
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items.Where(item => item.Item.Nodes is not null)
            .Select(item => new Remark(item.Peer("Nodes"), $"{item.PeerName("Nodes")} does not work on {policy.Options.Platform.Name()}: the agent gives nodes no labels", "use the entities host and remote-node"));
}
