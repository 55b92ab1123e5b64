using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>All items of a policy set, and what of them holds for a connection. Answers are kept per pair of label sets and port.</summary>
public sealed class RuleItems
{
    private const string Unnamed = "default";

    // By namespace (none for cluster-wide policies), and within it rule by rule: all items of a rule are about the same subjects.
    private readonly ILookup<(PolicyDirection Direction, string Namespace), RuleItem[]> _rules;
    private readonly Dictionary<(PolicyDirection Direction, LabelSet Subject), RuleItem[]> _about = [];

    /// <summary>Takes the items out of the policies.</summary>
    public RuleItems(PolicySet set, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        All = [.. Enum.GetValues<PolicyDirection>().SelectMany(direction => set.Policies.SelectMany(policy => RuleItem.Of(policy, direction, set, options)))];
        _rules = All
            .GroupBy(item => (item.Reference.Direction, item.Reference.Policy, item.Reference.Rule))
            .ToLookup(rule => (rule.Key.Direction, NamespaceOf(rule.Key.Policy)), rule => rule.ToArray());
    }

    /// <summary>All items, in the order of directions and policies.</summary>
    internal IReadOnlyList<RuleItem> All { get; }

    /// <summary>The allowing items about a subject, in the order of the policies, with what each says of a connection.</summary>
    /// <param name="direction">The subject's side.</param>
    /// <param name="subject">The end whose policies are meant.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The server's port; the type for ICMP.</param>
    public IReadOnlyList<NearMiss> About(PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return [.. Selecting(direction, subject.Labels).Where(item => !item.Reference.IsDeny).Select(item => Examine(item, subject, peer, protocol, port))];
    }

    /// <summary>The items about a subject, denying ones too.</summary>
    internal IReadOnlyList<RuleItem> Selecting(PolicyDirection direction, LabelSet subject)
    {
        if (!_about.TryGetValue((direction, subject), out RuleItem[]? found))
        {
            string @namespace = subject.FindK8s(LabelKeys.Namespace) ?? "";
            _about[(direction, subject)] = found =
            [
                .. _rules[(direction, @namespace)].Concat(@namespace.Length == 0 ? [] : _rules[(direction, "")])
                    .Where(rule => rule[0].Selects(subject)).SelectMany(rule => rule),
            ];
        }

        return found;
    }

    private static string NamespaceOf(Policy policy) =>
        policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy ? "" : policy.Namespace.Length > 0 ? policy.Namespace : Unnamed;

    private static NearMiss Examine(RuleItem item, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        bool Holds(ItemPart part) => item.Judge(part, subject, peer, protocol, port).Admits;
        bool matches = Holds(ItemPart.Whole), portMatches = matches || Holds(ItemPart.Ports);
        PeerKind kind = item.Kind;

        // Without its ports an item that names no peer would be the empty one, which opens nothing.
        bool takesInEverybody = kind == PeerKind.Everybody && item.Item is not { IsEmpty: true };
        return new NearMiss(
            item.Reference,
            matches,
            matches || takesInEverybody || Holds(ItemPart.Peers),
            portMatches,
            !matches && portMatches && Holds(ItemPart.AnyNamespace),
            kind,
            HasNamedPorts(item),
            DenialAnalysis.IsWorld(peer));
    }

    private static bool HasNamedPorts(RuleItem item) =>
        (item.KubernetesItem?.Ports ?? []).Select(port => port.Port)
            .Concat((item.Item?.ToPorts ?? []).SelectMany(rule => rule.Ports).Select(port => port.Port))
            .Any(port => port is { Length: > 0 } name && name.Any(char.IsAsciiLetter));
}
