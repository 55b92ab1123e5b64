using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>toServices names a service that does not exist.</summary>
internal sealed class UnknownService : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P412",
        Name = "unknown-service",
        Title = "toServices names a service that does not exist",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 17),
        Why = "A service that nobody knows adds no peers. With ports beside it the item then counts as one without peers, from Cilium 1.17: the ports are open for everybody.",
        Instead = "Name a service that exists, or select the pods with `toEndpoints`.",
        Bad = Example.Egress("""
            - toServices:
              - k8sService:
                  serviceName: no-such
                  namespace: shop
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toServices:
              - k8sService:
                  serviceName: db
                  namespace: shop
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Assumes = "shop/db is the only service",
        Given = new ValidationOptions { Services = [new ClusterService("shop", "db", LabelSet.Parse("k8s:app=db", "k8s:io.kubernetes.pod.namespace=shop"), [new ClusterServicePort(80, 8080)])] },
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from policy in set.Policies
        where set.Options.Services is not null
        from item in policy.Items
        from index in Enumerable.Range(0, item.Item.Services?.Count ?? 0)
        let wanted = item.Item.Services![index]
        where wanted.Name is { Length: > 0 } name && !set.Options.Services!.Any(service => service.Name == name && (wanted.Namespace.Length == 0 || service.Namespace == wanted.Namespace))
        select (policy, new Remark(
            item.Path.Key("toServices").Item(index),
            $"there is no service '{wanted.Name}'" + (item.NamesPorts ? ": if it is the only peer, the ports are open for everybody" : ": it adds no peer"),
            "name a service that exists, or select the pods with toEndpoints"));
}
