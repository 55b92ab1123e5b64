using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>Items that may take the place of one.</summary>
/// <param name="Item">The item.</param>
/// <param name="Words">What of it was never used.</param>
/// <param name="Items">What is left, for Cilium's kinds.</param>
/// <param name="KubernetesItem">What is left, for a Kubernetes NetworkPolicy.</param>
/// <param name="Policies">The item's policy with each of them alone, and without L7 rules and authentication.</param>
internal sealed record Narrower(RuleItem Item, IReadOnlyList<string> Words, IReadOnlyList<DirectionItem> Items, NetworkPolicyRule? KubernetesItem, IReadOnlyList<Policy> Policies)
{
    /// <summary>The items as YAML.</summary>
    public string Text
    {
        get
        {
            bool isIngress = Item.Reference.Direction == PolicyDirection.Ingress;
            return KubernetesItem is { } rule ? PolicyYamlWriter.WriteItem(rule, isIngress) : string.Concat(Items.Select(item => PolicyYamlWriter.WriteItem(item, isIngress)));
        }
    }
}
