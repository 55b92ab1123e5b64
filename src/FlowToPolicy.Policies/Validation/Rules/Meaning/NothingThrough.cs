using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A list without ports or ICMP types lets nothing through.</summary>
internal sealed class NothingThrough : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P306",
        Name = "nothing-through",
        Title = "A list without ports or ICMP types lets nothing through",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "`toPorts` with an entry whose `ports` are empty, or `icmps` without fields, is not \"all ports\": the item has no effect. Only leaving `toPorts` out means all ports.",
        Instead = "Name the ports, or leave `toPorts` out for all of them.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports: []
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach (ItemView item in policy.Items)
        {
            string verb = item.IsDeny ? "denies" : "allows";
            if (item.Item.Icmps is { Count: 0 })
            {
                yield return new Remark(item.Path.Key("icmps"), $"icmps names no type: the item {verb} nothing", "name the ICMP types in fields");
            }

            foreach ((Model.PortRule rule, Yaml.FieldPath path) in item.PortRules())
            {
                if (rule.Ports.Count == 0)
                {
                    yield return new Remark(path, $"the entry names no port: it {verb} nothing", "name the ports, or leave toPorts out for all ports");
                }
            }
        }
    }
}
