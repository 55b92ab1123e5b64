using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty list of L7 rules counts as absent.</summary>
internal sealed class EmptyL7List : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P338",
        Name = "empty-l7-list",
        Title = "An empty list of L7 rules counts as absent",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "`http: []` is no filter and does not close anything: the ports are open as if `rules` were not there, and no proxy looks at them.",
        Instead = "Write the rules that are meant, or delete `rules`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http: []
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

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach ((Model.PortRule rule, Yaml.FieldPath path) in policy.Items.SelectMany(item => item.PortRules()))
        {
            (string Name, bool IsEmpty)[] lists = [("http", rule.Http is { Count: 0 }), ("kafka", rule.Kafka is { Count: 0 }), ("dns", rule.Dns is { Count: 0 })];
            foreach ((string name, _) in lists.Where(list => list.IsEmpty))
            {
                yield return new Remark(path.Key("rules").Key(name), $"{name} is empty: the ports are open without any filter", "write the rules that are meant, or delete rules");
            }
        }
    }
}
