using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Reasons;

/// <summary>Finds out why an end stops a connection. What was found is kept, because many connections are stopped for the same reason.</summary>
public sealed class DenialAnalysis(RuleItems items)
{
    private readonly Dictionary<(PolicyDirection Direction, LabelSet Subject, LabelSet Peer, Address Address, Protocol Protocol, ushort Port), Denial> _known = [];

    /// <summary>The reason of a judgement that does not let a connection through.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="direction">The subject's side.</param>
    /// <param name="subject">The end whose policies were asked.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="isDns">Whether it asks the DNS.</param>
    public Denial Explain(Judgement judgement, PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port, bool isDns)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(peer);
        switch (judgement.Kind)
        {
            case JudgementKind.DeniedByRule:
                return new Denial(DenialCause.ExplicitDeny, judgement.Rules, null, "a deny rule hits, and no allow overrules it");
            case JudgementKind.RefusedByProxy:
                return new Denial(DenialCause.L7Filter, judgement.Rules, judgement.Rules.Count > 0 ? judgement.Rules[0] : null, judgement.Reason ?? "the proxy refuses what is asked");
            case JudgementKind.AuthRequired:
                return new Denial(DenialCause.Authentication, judgement.Rules, null, "the rule that allows it demands mutual authentication");
            case JudgementKind.Unresolvable:
                return new Denial(DenialCause.Conflict, judgement.Rules, null, judgement.Reason ?? "the policies contradict each other");
            default:
                break;
        }

        var key = (direction, subject.Labels, peer.Labels, peer.Address, protocol, port);
        if (!_known.TryGetValue(key, out Denial? denial))
        {
            _known[key] = denial = ByDefault(judgement, items.About(direction, subject, peer, protocol, port), isDns && direction == PolicyDirection.Egress, IsWorld(peer));
        }

        return denial;
    }

    private static Denial ByDefault(Judgement judgement, IReadOnlyList<NearMiss> near, bool isDns, bool isWorld)
    {
        // An item that takes in everybody says nothing of this very peer.
        NearMiss? byPeer = near.FirstOrDefault(miss => miss is { PeerMatches: true, PortMatches: false, Kind: not PeerKind.Everybody });
        NearMiss? byNamespace = near.FirstOrDefault(miss => miss.OnlyNamespaceLacks);
        NearMiss? byName = near.FirstOrDefault(miss => miss is { PortMatches: true, Kind: PeerKind.Names } && isWorld);
        NearMiss? byAddress = near.FirstOrDefault(miss => miss is { PortMatches: true, Kind: PeerKind.Addresses } && !isWorld);
        NearMiss? byOpenPort = near.FirstOrDefault(miss => miss is { PeerMatches: true, Kind: PeerKind.Everybody });
        (DenialCause cause, NearMiss? nearest) = true switch
        {
            _ when isDns => (DenialCause.Dns, byNamespace ?? byPeer),
            _ when byPeer is { HasNamedPorts: true } => (DenialCause.NamedPort, byPeer),
            _ when byPeer is not null => (DenialCause.NoRuleForPort, byPeer),
            _ when byNamespace is not null => (DenialCause.Namespace, byNamespace),
            _ when byName is not null => (DenialCause.Name, byName),
            _ when byAddress is not null => (DenialCause.CidrCannotMatch, byAddress),
            _ when byOpenPort is not null => (byOpenPort.HasNamedPorts ? DenialCause.NamedPort : DenialCause.NoRuleForPort, byOpenPort),
            _ => (DenialCause.NoRuleForPeer, near.FirstOrDefault(miss => miss.PortMatches)),
        };
        return new Denial(cause, judgement.Rules, nearest?.Reference, Words(cause, near.Count));
    }

    /// <summary>Whether an end is outside the cluster.</summary>
    internal static bool IsWorld(PolicyEnd peer) => peer.Labels.Any(label =>
        label is { Source: Label.Reserved, Key: ReservedIdentity.World or ReservedIdentity.WorldIpv4 or ReservedIdentity.WorldIpv6 });

    private static string Words(DenialCause cause, int items) => cause switch
    {
        DenialCause.NoRuleForPort => "a rule takes in this peer, but not on this port",
        DenialCause.Namespace => "a rule takes in such pods on this port, but of another namespace",
        DenialCause.Dns => "no rule lets it ask this DNS server, so names stop resolving",
        DenialCause.Name => "rules by name open this port, but to other names",
        DenialCause.CidrCannotMatch => "a rule opens this port to addresses, and addresses in rules never mean pods or nodes",
        DenialCause.NamedPort => "a rule takes in this peer on a named port, which is another one here, or none",
        _ => items == 0 ? "the direction is closed, and no rule opens anything" : "no rule takes in this peer",
    };
}
