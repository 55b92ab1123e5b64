using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One rule of a Cilium policy with its path.</summary>
internal sealed class RuleView
{
    /// <summary>Looks at a rule.</summary>
    public RuleView(PolicyView policy, Rule rule, FieldPath path)
    {
        Policy = policy;
        Rule = rule;
        Path = path;
        Items =
        [
            .. List("ingress", rule.Ingress, PolicyDirection.Ingress, isDeny: false),
            .. List("ingressDeny", rule.IngressDeny, PolicyDirection.Ingress, isDeny: true),
            .. List("egress", rule.Egress, PolicyDirection.Egress, isDeny: false),
            .. List("egressDeny", rule.EgressDeny, PolicyDirection.Egress, isDeny: true),
        ];
    }

    /// <summary>The policy.</summary>
    public PolicyView Policy { get; }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>Its path: <c>spec</c> or <c>specs[0]</c>.</summary>
    public FieldPath Path { get; }

    /// <summary>Its items.</summary>
    public IReadOnlyList<ItemView> Items { get; }

    /// <summary>The selector of its subjects.</summary>
    public LabelSelector Subject => Rule.EndpointSelector ?? Rule.NodeSelector ?? new LabelSelector();

    /// <summary>The path of that selector.</summary>
    public FieldPath SubjectPath => Path.Key(IsAboutNodes ? "nodeSelector" : "endpointSelector");

    /// <summary>Whether its subjects are nodes.</summary>
    public bool IsAboutNodes => Rule.EndpointSelector is null && Rule.NodeSelector is not null;

    /// <summary>All label selectors of the rule with their paths: the subject's and those of peers that are pods.</summary>
    public IEnumerable<(LabelSelector Selector, FieldPath Path)> Selectors()
    {
        yield return (Subject, SubjectPath);
        foreach (ItemView item in Items)
        {
            foreach ((LabelSelector selector, FieldPath path) in item.Endpoints())
            {
                yield return (selector, path);
            }
        }
    }

    private IEnumerable<ItemView> List(string name, IReadOnlyList<DirectionItem>? items, PolicyDirection direction, bool isDeny) =>
        (items ?? []).Select((item, index) => new ItemView(this, item, Places.ItemAt(Policy.Document, Path.Key(name), item.Position, index), direction, isDeny));
}
