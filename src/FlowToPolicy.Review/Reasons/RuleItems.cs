using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>All items of a policy set, and what of them holds for a connection. Not safe for concurrent use, because answers are kept.</summary>
public sealed class RuleItems
{
    private readonly ItemAnswers _answers;
    private readonly Dictionary<(PolicyDirection Direction, LabelSet Subject), RuleItem[]> _about = [];
    private readonly Dictionary<(PolicyDirection Direction, LabelSet Subject, Protocol Protocol, ushort Port), HashSet<RuleItem>> _opening = [];

    /// <summary>Takes the items out of the policies.</summary>
    public RuleItems(PolicySet set, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        (Set, Options) = (set, options);
        All = [.. Enum.GetValues<PolicyDirection>().SelectMany(direction => set.Policies.SelectMany(policy => RuleItem.Of(policy, direction, set, options)))];
        _answers = new ItemAnswers(set, All, options);
    }

    /// <summary>The policies.</summary>
    internal PolicySet Set { get; }

    /// <summary>How they are judged.</summary>
    internal EvaluationOptions Options { get; }

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
        HashSet<RuleItem> ports = Opening(direction, subject, peer, protocol, port), peers = Matching(ItemPart.Peers, direction, subject, peer, protocol, port);

        // An item that opens the port to nobody does not open it to this peer.
        HashSet<RuleItem> whole = ports.Count == 0 ? ports : Matching(ItemPart.Whole, direction, subject, peer, protocol, port);
        HashSet<RuleItem> anyNamespace = ports.Count == whole.Count ? whole : Matching(ItemPart.AnyNamespace, direction, subject, peer, protocol, port);
        NearMiss Examine(RuleItem item)
        {
            // Without its ports an item that names no peer would be the empty one, which opens nothing.
            bool takesInEverybody = item.Kind == PeerKind.Everybody && item.Item is not { IsEmpty: true };
            bool matches = whole.Contains(item), portMatches = matches || ports.Contains(item);
            return new NearMiss(
                item.Reference,
                matches,
                matches || takesInEverybody || peers.Contains(item),
                portMatches,
                !matches && portMatches && anyNamespace.Contains(item),
                item.Kind,
                item.HasNamedPorts,
                DenialAnalysis.IsWorld(peer));
        }

        return [.. Selecting(direction, subject.Labels).Where(item => !item.Reference.IsDeny).Select(Examine)];
    }

    // Which items open a port hangs on the subject, whose port names they use, but not on the peer; only the local host gets in by itself.
    private HashSet<RuleItem> Opening(PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        if (subject.NamedPorts is not null || peer.Labels.IsReserved(ReservedIdentity.Host))
        {
            return Matching(ItemPart.Ports, direction, subject, peer, protocol, port);
        }

        var key = (direction, subject.Labels, protocol, port);
        if (!_opening.TryGetValue(key, out HashSet<RuleItem>? found))
        {
            _opening[key] = found = Matching(ItemPart.Ports, direction, subject, peer, protocol, port);
        }

        return found;
    }

    /// <summary>The items of which a part lets a connection through; denying ones are asked as if they allowed.</summary>
    internal HashSet<RuleItem> Matching(ItemPart part, PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port) =>
        new(_answers.Matching(part, direction, subject, peer, protocol, port), ReferenceEqualityComparer.Instance);

    /// <summary>The items about a subject in the order of the policies, denying ones too.</summary>
    internal IReadOnlyList<RuleItem> Selecting(PolicyDirection direction, LabelSet subject)
    {
        if (!_about.TryGetValue((direction, subject), out RuleItem[]? found))
        {
            _about[(direction, subject)] = found = [.. _answers.About(direction, new PolicyEnd(subject))];
        }

        return found;
    }
}
