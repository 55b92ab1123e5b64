using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One policy with the paths of its parts.</summary>
internal sealed class PolicyView
{
    /// <summary>Looks at a document that holds a policy.</summary>
    public PolicyView(PolicyDocument document, Policy policy, ValidationOptions options)
    {
        Document = document;
        Options = options;
        bool namespaced = policy.Kind != PolicyKind.CiliumClusterwideNetworkPolicy;
        Policy = namespaced && policy.Namespace.Length == 0 ? policy with { Namespace = options.DefaultNamespace } : policy;
        Rules = [.. Policy.Rules.Select((rule, index) => new RuleView(this, rule, PathOf(document, rule, index)))];
        Items = [.. Rules.SelectMany(rule => rule.Items)];
        KubernetesItems = Policy.NetworkPolicy is { } spec
            ? [.. KubernetesItemView.Of(this, spec.Ingress, PolicyDirection.Ingress), .. KubernetesItemView.Of(this, spec.Egress, PolicyDirection.Egress)]
            : [];
    }

    /// <summary>The document.</summary>
    public PolicyDocument Document { get; }

    /// <summary>The policy, with its namespace filled in.</summary>
    public Policy Policy { get; }

    /// <summary>What it is validated for.</summary>
    public ValidationOptions Options { get; }

    /// <summary>Its rules; none for a Kubernetes NetworkPolicy.</summary>
    public IReadOnlyList<RuleView> Rules { get; }

    /// <summary>The items of all its rules; none for a Kubernetes NetworkPolicy.</summary>
    public IReadOnlyList<ItemView> Items { get; }

    /// <summary>The items of a Kubernetes NetworkPolicy.</summary>
    public IReadOnlyList<KubernetesItemView> KubernetesItems { get; }

    /// <summary>The namespace that it lives in; empty for a cluster-wide policy.</summary>
    public string Namespace => Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy ? "" : Policy.Namespace;

    /// <summary>Whether it is namespaced and Cilium's own.</summary>
    public bool IsNamespacedCilium => Policy.Kind == PolicyKind.CiliumNetworkPolicy;

    private static FieldPath PathOf(PolicyDocument document, Rule rule, int index)
    {
        bool hasSpec = (document.Root as SourceMap)?.Find("spec") is not null;
        FieldPath path = FieldPath.Root;
        return hasSpec && index == 0 ? path.Key("spec") : Places.ItemAt(document, path.Key("specs"), rule.Position, hasSpec ? index - 1 : index);
    }
}
