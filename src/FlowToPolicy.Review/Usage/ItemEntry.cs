using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>One peer that an item names, on the ports of the item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Number">Its place among the peers of the item, from 0.</param>
/// <param name="Part">The item with this peer alone, without L7 rules; null for a Kubernetes NetworkPolicy.</param>
/// <param name="KubernetesPart">The same for a Kubernetes NetworkPolicy; null for Cilium's kinds.</param>
internal sealed record ItemEntry(RuleItem Item, int Number, DirectionItem? Part, NetworkPolicyRule? KubernetesPart);
