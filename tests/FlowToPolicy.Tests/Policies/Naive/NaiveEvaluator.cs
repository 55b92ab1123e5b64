using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>
/// Judges one connection by reading every rule anew, as the fact sheet on Cilium's semantics says it: no compilation, no index, no cache.
/// It shares nothing with the evaluator under test but the model, the ends and the options.
/// </summary>
internal sealed class NaiveEvaluator(IReadOnlyList<Policy> policies, EvaluationOptions options)
{
    /// <summary>The kind of the verdict; <see cref="JudgementKind.Unresolvable"/> where rules contradict each other.</summary>
    public JudgementKind Judge(PolicyDirection direction, PolicyEnd subjectEnd, PolicyEnd peerEnd, Protocol protocol, ushort port)
    {
        var subject = NaiveIdentity.Of(subjectEnd, policies, options);
        var peer = NaiveIdentity.Of(peerEnd, policies, options);

        // "Policy resolution of the endpoint fails as a whole": for both directions.
        if (IsContradictory(PolicyDirection.Ingress, subjectEnd, subject) || IsContradictory(PolicyDirection.Egress, subjectEnd, subject))
        {
            return JudgementKind.Unresolvable;
        }

        IReadOnlyList<NaiveSide> sides = new NaiveRules(policies, options, direction, subjectEnd, subject).All();
        if (!NaiveEnforcement.IsEnforced(sides, subject, options))
        {
            return JudgementKind.Allowed;
        }

        List<NaiveEntry> allows = [.. sides.SelectMany(side => side.Allows)];

        // "Deny wins over any allow, whatever its layer, specificity or kind."
        if (sides.SelectMany(side => side.Denies).Any(entry => Hits(entry, peer, protocol, port)))
        {
            return JudgementKind.DeniedByRule;
        }

        if (NaiveEnforcement.IsOpenByDefault(sides, subject, options))
        {
            allows.Add(new NaiveEntry(NaivePeer.Everybody, NaivePort.Everything, null, null));
        }

        List<NaiveKey> keys = Keys(allows, peer, protocol, port);
        if (direction == PolicyDirection.Ingress && options.AllowLocalhost && peer.Is("host") && !subject.Is("host"))
        {
            keys = Merged(keys.Append(new NaiveKey(true, 0, false, null)));
        }

        if (keys.Count == 0)
        {
            return JudgementKind.DeniedByDefault;
        }

        (bool redirects, bool needsAuthentication) = NaivePrecedence.Decide(keys, options.Version);
        return needsAuthentication ? JudgementKind.AuthRequired : redirects ? JudgementKind.Redirected : JudgementKind.Allowed;
    }

    private bool IsContradictory(PolicyDirection direction, PolicyEnd end, NaiveIdentity subject)
    {
        IReadOnlyList<NaiveSide> sides = new NaiveRules(policies, options, direction, end, subject).All();
        return NaiveEnforcement.IsEnforced(sides, subject, options) && NaiveConflicts.Among([.. sides.SelectMany(side => side.Allows)]);
    }

    private static bool Hits(NaiveEntry entry, NaiveIdentity peer, Protocol protocol, ushort port) => entry.Port.Takes(protocol, port) && entry.Peer.Takes(peer);

    /// <summary>The keys that hit the connection: rules of one port are put together first, then those of equal keys.</summary>
    private static List<NaiveKey> Keys(List<NaiveEntry> allows, NaiveIdentity peer, Protocol protocol, ushort port) => Merged(allows
        .Where(entry => Hits(entry, peer, protocol, port))
        .GroupBy(entry => entry.Port.Key)
        .SelectMany(group => OfPort([.. group], port)));

    private static IEnumerable<NaiveKey> OfPort(IReadOnlyList<NaiveEntry> entries, ushort port)
    {
        List<NaiveKey> selectors =
        [
            .. entries.GroupBy(entry => entry.Peer.Text)
                .Select(group => group.Select(entry => Key(entry, port)).Aggregate((left, right) => left.Merge(right))),
        ];

        // A port rule for everybody covers that for a peer, unless the latter needs a proxy or a mode that the former has not.
        if (selectors.Find(key => !key.NamesPeer) is { } everybody && entries[0].Port.First != 0)
        {
            selectors.RemoveAll(key => key.NamesPeer && (!key.Redirects || everybody.Redirects) && (key.Authentication is null || key.Authentication == everybody.Authentication));
            return selectors.Select(key => key with { Redirects = key.Redirects || everybody.Redirects });
        }

        return selectors;
    }

    private static NaiveKey Key(NaiveEntry entry, ushort port) => new(
        !entry.Peer.IsEverybody,
        entry.Port.Exactness(port),
        NaiveProxy.Redirects(entry),
        entry.Authentication is { } mode ? NaivePrecedence.Strength(mode) : null);

    private static List<NaiveKey> Merged(IEnumerable<NaiveKey> keys) =>
        [.. keys.GroupBy(key => (key.NamesPeer, key.Exactness)).Select(group => group.Aggregate((left, right) => left.Merge(right)))];
}
