using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Ends among which all are that an item may take in, so that not every item is asked about every end.</summary>
internal sealed class PeerCandidates
{
    private static readonly DiffEnd Nobody = new("", new PolicyEnd(LabelSet.Empty), HasPolicies: false, IsGeneral: false);

    private readonly IReadOnlyList<DiffEnd> _ends;
    private readonly Dictionary<(string Key, string Value), List<int>> _byLabel = [];
    private readonly int[] _reserved;

    /// <summary>Sorts the ends by their labels.</summary>
    public PeerCandidates(IReadOnlyList<DiffEnd> ends)
    {
        _ends = ends;
        _reserved = [.. Enumerable.Range(0, ends.Count).Where(i => ends[i].End.Labels.Any(label => label.Source == Label.Reserved))];
        for (int i = 0; i < ends.Count; i++)
        {
            foreach (Label label in ends[i].End.Labels)
            {
                if (!_byLabel.TryGetValue((label.Key, label.Value), out List<int>? carriers))
                {
                    _byLabel[(label.Key, label.Value)] = carriers = [];
                }

                carriers.Add(i);
            }
        }
    }

    /// <summary>The ends that an item may take in, in their order.</summary>
    /// <param name="item">The item.</param>
    /// <param name="subject">An end that it is about.</param>
    public DiffEnd[] TakenIn(RuleItem item, DiffEnd subject)
    {
        if (item.Kind == PeerKind.Everybody)
        {
            return [.. _ends];
        }

        IEnumerable<DiffEnd> asked = Demanding(item) is { } selectors ? selectors.SelectMany(Carriers).Concat(_reserved).Distinct().Order().Select(i => _ends[i]) : _ends;
        DiffEnd[] found = [.. item.MayTakeIn(ItemPart.Peers, subject.End, asked.Prepend(Nobody), end => end.End)];

        // What an item cannot say of an end without labels it can say of none.
        return found.Length == 0 || found[0] != Nobody ? found : [.. item.MayTakeIn(ItemPart.Peers, subject.End, _ends, end => end.End)];
    }

    // Selectors that all demand values of labels; null when the item names peers in any other way.
    private static IReadOnlyList<LabelSelector>? Demanding(RuleItem item) =>
        item.Item is { Endpoints: { } selectors, Nodes: null, Entities: null, Cidrs: null, CidrSets: null, Fqdns: null, Services: null, Groups: null, Requires: null }
        && selectors.All(selector => selector.MatchLabels.Count > 0)
            ? selectors
            : null;

    // A selector is met only by ends that carry the rarest of its labels, from whatever source.
    private List<int> Carriers(LabelSelector selector) => selector.MatchLabels
        .Select(label => _byLabel.GetValueOrDefault((label.Key[(label.Key.IndexOf(':', StringComparison.Ordinal) + 1)..], label.Value)) ?? [])
        .MinBy(carriers => carriers.Count)!;
}
