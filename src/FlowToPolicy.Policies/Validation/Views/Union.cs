using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>The rules that select one pod.</summary>
internal sealed class Union
{
    /// <summary>Adds the rules up.</summary>
    public Union(LabelSet subject, IReadOnlyList<SubjectRule> rules)
    {
        Subject = subject;
        Rules = rules;
        Egress = [.. rules.SelectMany(rule => rule.Items).Where(item => !item.IsIngress && item.Opens)];
        Ingress = [.. rules.SelectMany(rule => rule.Items).Where(item => item.IsIngress && item.Opens)];
    }

    /// <summary>The pod's labels.</summary>
    public LabelSet Subject { get; }

    /// <summary>The rules.</summary>
    public IReadOnlyList<SubjectRule> Rules { get; }

    /// <summary>What they open of egress.</summary>
    public IReadOnlyList<SubjectItem> Egress { get; }

    /// <summary>What they open of ingress.</summary>
    public IReadOnlyList<SubjectItem> Ingress { get; }

    /// <summary>Whether egress is closed.</summary>
    public bool ClosesEgress => Rules.Any(rule => rule.ClosesEgress);

    /// <summary>The pod in words for a message.</summary>
    public string Name
    {
        get
        {
            string space = Subject.FindK8s(LabelKeys.Namespace) ?? "";
            IEnumerable<string> labels = Subject
                .Where(label => label.Key is not (LabelKeys.Namespace or LabelKeys.Cluster or LabelKeys.ServiceAccount) && !label.Key.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal))
                .Select(label => label.Source == Label.Kubernetes ? $"{label.Key}={label.Value}" : label.ToString());
            string list = string.Join(", ", labels);
            return (list.Length == 0 ? "all pods" : $"pods with {list}") + (space is "" or "any" ? "" : $" in namespace {space}");
        }
    }
}
