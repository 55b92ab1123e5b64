using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>An exception of a prefix is allowed by another item.</summary>
internal sealed class ExceptionAllowedElsewhere : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P409",
        Name = "exception-allowed-elsewhere",
        Title = "An exception of a prefix is allowed by another item",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "`except` only narrows the entry that it stands in. It is no deny: any other item for the same pods may allow the addresses.",
        Instead = "Write a deny rule where the addresses are to be shut out whatever else is allowed.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 198.51.100.64/26
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            - fromCIDR:
              - 198.51.100.64/28
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 198.51.100.64/26
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        foreach (SubjectRule rule in set.Rules)
        {
            foreach (SubjectItem item in rule.Items.Where(item => item.Opens && item.Cilium is not null))
            {
                foreach ((string _, IReadOnlyList<string> except, Yaml.FieldPath path) in item.Cilium!.Prefixes())
                {
                    for (int i = 0; i < except.Count; i++)
                    {
                        if (Prefix.TryParse(except[i], out Prefix hole) && set.Subjects(rule).Select(set.UnionOf).Any(union => IsAllowed(union, item, hole)))
                        {
                            yield return (rule.Policy, new Remark(
                                path.Parent.Key("except").Item(i), $"'{except[i]}' is left out here, and another item for the same pods allows part of it", "write a deny rule if it is to be shut out"));
                        }
                    }
                }
            }
        }
    }

    private static bool IsAllowed(Union union, SubjectItem item, Prefix hole) => (item.IsIngress ? union.Ingress : union.Egress).Any(other =>
        other != item && other.Path.ToString() + other.Policy.Policy.Name != item.Path.ToString() + item.Policy.Policy.Name && SharesPorts(other, item) && (other.Everybody || other.Admits(World) || other.Prefixes.Any(prefix =>
            (prefix.Prefix.Contains(hole) || hole.Contains(prefix.Prefix)) && !prefix.Except.Any(narrow => narrow.Contains(hole)))));

    private static readonly LabelSet World = LabelSet.Parse("reserved:world");

    private static bool SharesPorts(SubjectItem left, SubjectItem right) => left.Ports.Any(mine => right.Ports.Any(other =>
        (mine.Spec.Protocols & other.Spec.Protocols) != 0
        && (mine.Spec.Name is not null || other.Spec.Name is not null ? mine.Spec.Name == other.Spec.Name : mine.Spec.First <= other.Spec.Last && other.Spec.First <= mine.Spec.Last)));
}
