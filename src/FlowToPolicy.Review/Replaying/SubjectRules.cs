using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>A rule as it stands in a policy.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Namespace">The policy's namespace.</param>
internal readonly record struct SubjectRule(Rule Rule, string Namespace);

/// <summary>The rules of a proposal by the classes of ends that they may be about.</summary>
internal sealed class SubjectRules
{
    private readonly List<SubjectRule>?[] _byClass;

    /// <summary>Finds the subjects of all rules.</summary>
    public SubjectRules(Proposal proposal, EndClasses classes)
    {
        _byClass = new List<SubjectRule>?[classes.All.Count];
        foreach (ProposedPolicy policy in proposal.Policies)
        {
            foreach (Rule rule in policy.Policy.Rules)
            {
                foreach (EndClass subject in classes.Candidates(rule.EndpointSelector ?? new LabelSelector(), policy.Namespace).Where(c => IsIn(c, policy)))
                {
                    (_byClass[subject.Number] ??= []).Add(new SubjectRule(rule, policy.Namespace));
                }
            }
        }
    }

    /// <summary>The rules about a class.</summary>
    public IReadOnlyList<SubjectRule> this[int number] => _byClass[number] ?? (IReadOnlyList<SubjectRule>)[];

    private static bool IsIn(EndClass subject, ProposedPolicy policy) =>
        subject.Example.Kind == EndKind.Workload && subject.Example.Workload!.Value.Namespace == policy.Namespace;
}
