using System.Collections;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Finds items that another item about the same subjects makes superfluous. Both are asked about one example of everything that they can tell
/// apart; where an example cannot stand for all (several values, negations, port names) nothing is claimed.
/// </summary>
internal static class ShadowSearch
{
    private const int MostItems = 200;

    /// <summary>The superfluous items, in the order given, each with the first item that makes it so.</summary>
    public static IEnumerable<ShadowedItem> In(IReadOnlyList<RuleItem> items, PolicySet set, EvaluationOptions options) => items
        .GroupBy(item => (item.Reference.Direction, item.Reference.Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy, item.Reference.Policy.Namespace, CanonicalItem.SubjectOf(item.Reference.Policy, item.Reference.Rule)))
        .Where(group => group.Count() is > 1 and <= MostItems)
        .SelectMany(group => Within([.. group], set, options));

    private static IEnumerable<ShadowedItem> Within(RuleItem[] items, PolicySet set, EvaluationOptions options)
    {
        var vocabulary = PolicyVocabulary.Of([set with { Policies = [.. items.Select(item => item.Reference.Policy).Distinct()] }], options.LocalCluster);
        DiffEnd[] ends = [.. DiffEnds.Of(null, vocabulary, options)];
        PolicyEnd[] subjects = [.. vocabulary.Samples.Select(sample => new PolicyEnd(sample.Key)).Where(sample => items[0].Selects(sample.Labels))];
        if (subjects.Length == 0)
        {
            yield break;
        }

        Reach[] reaches = [.. items.Select(item => new Reach(item, subjects[0], ends, vocabulary.Ports))];
        var gone = new HashSet<int>();
        for (int i = 0; i < items.Length; i++)
        {
            for (int j = 0; j < items.Length; j++)
            {
                if (i != j && !gone.Contains(j) && reaches[j].Covers(reaches[i]))
                {
                    gone.Add(i);
                    yield return new ShadowedItem(items[i].Reference, items[j].Reference);
                    break;
                }
            }
        }
    }

    /// <summary>Which of the examples an item takes in: peers and ports, which in one item always go together.</summary>
    private sealed class Reach
    {
        private readonly BitArray _peers;
        private readonly BitArray _ports;
        private readonly string _key;
        private readonly bool _isPlain;
        private readonly bool _isCertain;

        public Reach(RuleItem item, PolicyEnd subject, DiffEnd[] ends, IReadOnlyList<PortInterval> ports)
        {
            _key = CanonicalItem.Key(item);
            _isPlain = item.Item is null || (item.Item.AuthenticationMode is null && (item.Item.ToPorts ?? []).All(IsPlain));
            _isCertain = ItemShape.IsPlainlySampled(item);
            _peers = new BitArray([.. ends.Select(end => item.Kind == PeerKind.Everybody || item.Judge(ItemPart.Peers, subject, end.End, Identities.Protocol.Tcp, 1).Admits)]);
            _ports = new BitArray([.. ports.Select(port => item.Judge(ItemPart.Ports, subject, subject, port.Protocol, port.First).Admits)]);
        }

        /// <summary>Whether this item lets through all that the other one does, and demands nothing more of it.</summary>
        public bool Covers(Reach other) => _key == other._key
            || (_isPlain && _isCertain && other._isCertain && other._peers.HasAnySet() && other._ports.HasAnySet() && Holds(_peers, other._peers) && Holds(_ports, other._ports));

        private static bool IsPlain(PortRule rule) =>
            rule is { Dns: null or { Count: 0 }, Http: null or { Count: 0 }, Kafka: null or { Count: 0 }, L7Protocol: null, ServerNames: null or { Count: 0 }, Listener: null, TerminatingTls: null, OriginatingTls: null };

        private static bool Holds(BitArray wide, BitArray narrow) => !new BitArray(narrow).And(new BitArray(wide).Not()).HasAnySet();
    }
}
