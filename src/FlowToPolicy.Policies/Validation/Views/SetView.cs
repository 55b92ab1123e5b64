using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>All policies together.</summary>
internal sealed class SetView
{
    private readonly ILookup<string, SubjectRule> _byNamespace;
    private readonly Dictionary<LabelSet, Union> _unions = [];
    private readonly Dictionary<SubjectRule, IReadOnlyList<LabelSet>> _known = [];
    private readonly ILookup<string, LabelSet> _pods;

    /// <summary>Takes the policies together.</summary>
    public SetView(IReadOnlyList<PolicyView> policies, IReadOnlyList<PolicyDocument> documents, ValidationOptions options)
    {
        Policies = policies;
        Documents = documents;
        Options = options;
        Rules = [.. policies.SelectMany(SubjectRule.Of)];
        _pods = (options.Pods ?? []).Distinct().Order().ToLookup(pod => pod.FindK8s(LabelKeys.Namespace) ?? "", StringComparer.Ordinal);
        _byNamespace = Rules.ToLookup(rule => rule.Policy.Namespace, StringComparer.Ordinal);
    }

    /// <summary>The policies.</summary>
    public IReadOnlyList<PolicyView> Policies { get; }

    /// <summary>All documents, those that hold no policy too.</summary>
    public IReadOnlyList<PolicyDocument> Documents { get; }

    /// <summary>What is validated for.</summary>
    public ValidationOptions Options { get; }

    /// <summary>The rules about pods.</summary>
    public IReadOnlyList<SubjectRule> Rules { get; }

    /// <summary>
    /// The subjects that a rule is judged for: the known pods that it selects; where none is known, a pod with no more labels than its selector asks for.
    /// </summary>
    public IReadOnlyList<LabelSet> Subjects(SubjectRule rule) =>
        Known(rule) is { Count: > 0 } known ? known : rule.Sample() is { } sample ? [sample] : [];

    /// <summary>The known pods that a rule selects.</summary>
    public IReadOnlyList<LabelSet> Known(SubjectRule rule)
    {
        if (!_known.TryGetValue(rule, out IReadOnlyList<LabelSet>? known))
        {
            string space = rule.Policy.Namespace;
            IEnumerable<LabelSet> candidates = space.Length > 0 ? _pods[space] : _pods.SelectMany(pods => pods);
            _known[rule] = known = [.. candidates.Where(rule.Subject.Matches)];
        }

        return known;
    }

    /// <summary>All subjects of all rules, each with its union, in the order of the rules.</summary>
    public IEnumerable<Union> Unions() => Rules.SelectMany(Subjects).Distinct().Select(UnionOf);

    /// <summary>What all policies together say about a pod.</summary>
    public Union UnionOf(LabelSet subject)
    {
        if (!_unions.TryGetValue(subject, out Union? union))
        {
            string space = subject.FindK8s(LabelKeys.Namespace) ?? "";
            IEnumerable<SubjectRule> candidates = space.Length == 0 ? _byNamespace[""] : _byNamespace[""].Concat(_byNamespace[space]);
            _unions[subject] = union = new Union(subject, [.. candidates.Where(rule => rule.Subject.Matches(subject))]);
        }

        return union;
    }
}
