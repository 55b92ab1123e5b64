using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>Two policies have the same name.</summary>
internal sealed class SameNameTwice : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P408",
        Name = "same-name-twice",
        Title = "Two policies have the same name",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Error,
        Why = "The second one that is applied replaces the first: of two objects of one kind with one name only one can be in the cluster.",
        Instead = "Give one of them another name.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
            ---
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: back
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            - fromEndpoints:
              - matchLabels:
                  app: back
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from same in set.Policies.Where(policy => policy.Policy.Name.Length > 0).GroupBy(policy => (policy.Policy.Kind, policy.Namespace, policy.Policy.Name))
        from later in same.Skip(1)
        select (later, new Remark(
            FieldPath.Root.Key("metadata").Key("name"),
            $"'{later.Policy.Name}' is already the name of the policy in {same.First().Document.PositionOf(FieldPath.Root)}: applying one replaces the other",
            "give one of them another name"));
}
