using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An ipBlock never matches pods or nodes.</summary>
internal sealed class WholeWorldBlock : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P322",
        Name = "whole-world-block",
        Title = "An ipBlock never matches pods or nodes",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "In Cilium prefixes match only what is outside the cluster. `0.0.0.0/0` in a NetworkPolicy lets in the internet and neither a pod nor a node; the pod's own node gets in anyway, whatever the policy says.",
        Instead = "Add a peer with `namespaceSelector` for pods; nodes can only be named by a CiliumNetworkPolicy with `fromEntities`.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - ipBlock:
                  cidr: 0.0.0.0/0
              ports:
              - port: 8080
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - ipBlock:
                  cidr: 0.0.0.0/0
              - namespaceSelector: {}
              ports:
              - port: 8080
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.KubernetesItems
        where item.Item.Peers is { } peers && peers.All(peer => peer.Namespaces is null)
        from entry in item.Peers()
        where entry.Peer.Block is { } block && Prefix.TryParse(block.Cidr, out Prefix prefix) && prefix.Length == 0
        select new Remark(
            entry.Path.Key("ipBlock").Key("cidr"),
            $"'{entry.Peer.Block!.Cidr}' means the world outside the cluster: no pod and no node {(item.IsIngress ? "gets in" : "is reached")} by it",
            "add a peer with namespaceSelector: {} if pods are meant too");
}
