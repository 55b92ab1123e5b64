using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>No DNS rule covers the names of toFQDNs.</summary>
internal sealed class NamesNeverLearned : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P401",
        Name = "names-never-learned",
        Title = "No DNS rule covers the names of toFQDNs",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The agent learns which addresses a name has from answers that pass its DNS proxy. Unless some policy of the same pods has `rules.dns` on port 53 that lets the query through, the addresses are never known, and all traffic to the names is denied.",
        Instead = "Add an egress item to the DNS server on port 53, UDP and TCP, with `rules.dns` that cover the names.",
        Bad = Example.Egress("""
            - toFQDNs:
              - matchName: api.example.com
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
            """),
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchName: api.example.com
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        foreach (SubjectRule rule in set.Rules)
        {
            foreach (ItemView item in rule.Items.Select(item => item.Cilium).OfType<ItemView>().Where(item => item.Item.Fqdns is { Count: > 0 }))
            {
                foreach (Remark remark in Judge(item, set.Subjects(rule).Select(set.UnionOf)))
                {
                    yield return (rule.Policy, remark);
                }
            }
        }
    }

    private static IEnumerable<Remark> Judge(ItemView item, IEnumerable<Union> unions)
    {
        (Union Union, NameCover Cover)[] covers = [.. unions.Select(union => (union, NameCover.Of(union, item.Policy.Options.Version)))];
        Union? blind = covers.Where(entry => !entry.Cover.LearnsAny).Select(entry => entry.Union).FirstOrDefault();
        if (blind is not null)
        {
            return [new Remark(
                item.Path.Key("toFQDNs"),
                $"no policy of {blind.Name} has DNS rules: the addresses of these names are never learned, and the traffic is denied",
                "add an egress item to the DNS server on port 53 with rules.dns that cover the names")];
        }

        return
            from name in NameViews.OfPeers(item)
            let union = covers.FirstOrDefault(entry => !entry.Cover.Covers(name.Name)).Union
            where union is not null
            let text = name.Name.MatchName ?? name.Name.MatchPattern
            select new Remark(name.Path, $"the DNS rules of {union.Name} do not let '{text}' be asked for: its addresses are never learned", $"add '{text}' to rules.dns on port 53");
    }
}
