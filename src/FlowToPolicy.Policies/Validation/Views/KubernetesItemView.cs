using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One item of a Kubernetes NetworkPolicy with its path.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Item">The item.</param>
/// <param name="Path">Its path.</param>
/// <param name="Direction">The direction.</param>
internal sealed record KubernetesItemView(PolicyView Policy, NetworkPolicyRule Item, FieldPath Path, PolicyDirection Direction)
{
    /// <summary>Whether it is about ingress.</summary>
    public bool IsIngress => Direction == PolicyDirection.Ingress;

    /// <summary>The path of <c>from</c> or <c>to</c>.</summary>
    public FieldPath PeersPath => Path.Key(IsIngress ? "from" : "to");

    /// <summary>The items of one direction.</summary>
    public static IEnumerable<KubernetesItemView> Of(PolicyView policy, IReadOnlyList<NetworkPolicyRule>? items, PolicyDirection direction)
    {
        FieldPath list = FieldPath.Root.Key("spec").Key(direction == PolicyDirection.Ingress ? "ingress" : "egress");
        return (items ?? []).Select((item, index) => new KubernetesItemView(policy, item, Places.ItemAt(policy.Document, list, item.Position, index), direction));
    }

    /// <summary>The peers with their paths.</summary>
    public IEnumerable<(NetworkPolicyPeer Peer, FieldPath Path)> Peers() => (Item.Peers ?? []).Select((peer, index) => (peer, PeersPath.Item(index)));

    /// <summary>The ports with their paths.</summary>
    public IEnumerable<(NetworkPolicyPort Port, FieldPath Path)> Ports() => (Item.Ports ?? []).Select((port, index) => (port, Path.Key("ports").Item(index)));
}
