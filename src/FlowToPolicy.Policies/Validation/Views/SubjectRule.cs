using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One rule of a policy of any kind with its subjects: what a union of policies is made of.</summary>
internal sealed class SubjectRule
{
    private SubjectRule(PolicyView policy, LabelMatcher subject, FieldPath path, FieldPath subjectPath)
    {
        Policy = policy;
        Subject = subject;
        Path = path;
        SubjectPath = subjectPath;
    }

    /// <summary>The policy.</summary>
    public PolicyView Policy { get; }

    /// <summary>Selects the subjects.</summary>
    public LabelMatcher Subject { get; }

    /// <summary>The rule's path.</summary>
    public FieldPath Path { get; }

    /// <summary>The path of its subject selector.</summary>
    public FieldPath SubjectPath { get; }

    /// <summary>Whether it closes ingress.</summary>
    public bool ClosesIngress { get; private init; }

    /// <summary>Whether it closes egress.</summary>
    public bool ClosesEgress { get; private init; }

    /// <summary>Its items.</summary>
    public IReadOnlyList<SubjectItem> Items { get; private init; } = [];

    /// <summary>The rules of a policy that are about pods.</summary>
    public static IEnumerable<SubjectRule> Of(PolicyView policy)
    {
        // Which cluster a pod is of is not known here.
        EvaluationOptions options = new() { Version = policy.Options.Version, PolicyDefaultLocalCluster = false };
        return policy.Policy.NetworkPolicy is { } spec
            ? [OfKubernetes(policy, spec, options)]
            : policy.Rules.Where(rule => !rule.IsAboutNodes).Select(rule => OfCilium(rule, options));
    }

    /// <summary>The least labels that the subject selector asks for; null when no pod can have them.</summary>
    public LabelSet? Sample() => Sample(Subject);

    /// <summary>The least labels that a selector asks for; null when nobody can have them.</summary>
    public static LabelSet? Sample(LabelMatcher selector)
    {
        var labels = new List<Label>();
        foreach (LabelRequirement requirement in selector.Requirements)
        {
            string? value = requirement.Operator switch
            {
                SelectorOperator.In when requirement.Values.Length > 0 => requirement.Values[0],
                SelectorOperator.Exists => "any",
                _ => null,
            };
            if (value is not null && !labels.Exists(label => label.Key == requirement.Key))
            {
                labels.Add(new Label(requirement.Source ?? Label.Kubernetes, requirement.Key, value));
            }
        }

        if (!labels.Exists(label => label.Key == LabelKeys.Namespace || label.Source == Label.Reserved))
        {
            labels.Add(Label.K8s(LabelKeys.Namespace, "any"));
        }

        var sample = LabelSet.Of(labels);
        return selector.Matches(sample) ? sample : null;
    }

    private static SubjectRule OfCilium(RuleView rule, EvaluationOptions options)
    {
        LabelMatcher subject = SelectorCompiler.Subject(rule.Subject, rule.Policy.Namespace);
        return new SubjectRule(rule.Policy, subject, rule.Path, rule.SubjectPath)
        {
            ClosesIngress = rule.Rule.DefaultDenyIngress != false && rule.Items.Any(item => item.IsIngress),
            ClosesEgress = rule.Rule.DefaultDenyEgress != false && rule.Items.Any(item => !item.IsIngress),
            Items = [.. rule.Items.Select(item => SubjectItem.Of(item, options))],
        };
    }

    private static SubjectRule OfKubernetes(PolicyView policy, NetworkPolicySpec spec, EvaluationOptions options)
    {
        FieldPath path = FieldPath.Root.Key("spec");
        return new SubjectRule(policy, SelectorCompiler.Pods(spec.PodSelector, policy.Namespace), path, path.Key("podSelector"))
        {
            ClosesIngress = spec.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress") || spec.Ingress is { Count: > 0 },
            ClosesEgress = spec.PolicyTypes?.Contains("Egress") == true || spec.Egress is { Count: > 0 },
            Items = [.. policy.KubernetesItems.SelectMany(item => SubjectItem.Of(item, options))],
        };
    }
}
