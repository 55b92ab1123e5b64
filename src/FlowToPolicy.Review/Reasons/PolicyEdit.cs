using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Review.Reasons;

/// <summary>What is done to the policies at a place.</summary>
public enum PolicyEditKind : byte
{
    /// <summary>An item is added to a list of a rule.</summary>
    AddItem,

    /// <summary>Ports are added to an item.</summary>
    AddPorts,

    /// <summary>Items of a deny list are taken out; a list that closes a direction by itself leaves <c>[{}]</c> in the allowing one.</summary>
    TakeOut,

    /// <summary>Items lose their demand of authentication.</summary>
    DropAuthentication,

    /// <summary>A policy is added.</summary>
    AddPolicy,
}

/// <summary>One step of a change, so that a program can make it as well.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Places">Where: a rule for a new item, items otherwise; none for a new policy.</param>
public sealed record PolicyEdit(PolicyEditKind Kind, IReadOnlyList<RuleReference> Places)
{
    /// <summary>The new item, or the ports alone; null where nothing is added to a Cilium policy.</summary>
    public DirectionItem? Item { get; init; }

    /// <summary>The new ports of an item of a Kubernetes NetworkPolicy; null for everything else.</summary>
    public NetworkPolicyRule? KubernetesItem { get; init; }

    /// <summary>The new policy; null unless one is added.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What is written there, without indentation; empty when something is taken out.</summary>
    public string Yaml => Kind == PolicyEditKind.AddPorts ? Unlisted(Written) : Written;

    private string Written => this switch
    {
        { Policy: { } policy } => PolicyYamlWriter.Write(policy),
        { Item: { } item } => PolicyYamlWriter.WriteItem(item, Places[0].Direction == PolicyDirection.Ingress),
        { KubernetesItem: { } item } => PolicyYamlWriter.WriteItem(item, Places[0].Direction == PolicyDirection.Ingress),
        _ => "",
    };

    /// <summary>What is done, in one part of a sentence.</summary>
    public string Words => Kind switch
    {
        PolicyEditKind.AddItem => $"add this item to {Places[0]}",
        PolicyEditKind.AddPorts => Item?.ToPorts is [{ Dns: not null }, ..] ? $"add what is asked to the rules of {Places[0]}" : $"add the port to {Places[0]}",
        PolicyEditKind.TakeOut => $"narrow or remove {Names}: no allow overrules a deny{(EditedPolicies.LeavesNothing(Places) ? $" (keep the direction closed by {Direction}: [{{}}])" : "")}",
        PolicyEditKind.DropAuthentication => $"set up mutual authentication, or take authentication out of {Names}",
        _ => Policy!.Rules is [{ Ingress: not null }, ..] ? "add this policy for its ingress" : "add this policy for its egress",
    };

    // Ports go into an item that is there: with the dash of a list they would look like an item of their own, one for everybody.
    private static string Unlisted(string yaml) => string.Concat(yaml.Split('\n').Select(line => line.Length > 2 ? line[2..] + "\n" : ""));

    private string Names => string.Join(" and ", Places);

    private string Direction => Places[0].Direction == PolicyDirection.Ingress ? "ingress" : "egress";
}
