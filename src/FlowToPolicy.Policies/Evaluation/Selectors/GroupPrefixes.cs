using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>
/// The prefixes of all CIDR groups, each with the labels that Cilium gives its addresses: those of its groups, and those of the shorter prefixes
/// around it where the key is another (pkg/ipcache/metadata.go, 1.16 and later).
/// </summary>
internal sealed class GroupPrefixes
{
    private readonly Region _v4 = new(Whole(isV6: false), LabelSet.Empty);
    private readonly Region _v6 = new(Whole(isV6: true), LabelSet.Empty);

    /// <summary>Nests the prefixes.</summary>
    public GroupPrefixes(IEnumerable<(CidrGroup Group, IEnumerable<Label> Labels)> groups)
    {
        var own = new Dictionary<Prefix, List<Label>>();
        foreach ((CidrGroup group, IEnumerable<Label> labels) in groups)
        {
            Label[] list = [.. labels];
            foreach (string text in group.ExternalCidrs)
            {
                if (!Prefix.TryParse(text, out Prefix prefix))
                {
                    Unreadable ??= text;
                }
                else if (own.TryGetValue(prefix, out List<Label>? before))
                {
                    before.AddRange(list);
                }
                else
                {
                    own[prefix] = [.. list];
                }
            }
        }

        var around = new Stack<Region>();
        foreach (Prefix prefix in own.Keys.OrderBy(prefix => prefix.IsV6).ThenBy(prefix => prefix.First).ThenBy(prefix => prefix.Length))
        {
            while (around.Count > 0 && !around.Peek().Prefix.Contains(prefix))
            {
                around.Pop();
            }

            Region parent = around.Count > 0 ? around.Peek() : prefix.IsV6 ? _v6 : _v4;
            var region = new Region(prefix, Merge(own[prefix], parent.Labels));
            parent.Inner.Add(region);
            around.Push(region);
        }
    }

    /// <summary>The first text that is no prefix; null when there is none.</summary>
    public string? Unreadable { get; }

    /// <summary>The parts of the address space whose labels are selected; together they hold each such address.</summary>
    /// <param name="labels">The selector.</param>
    /// <param name="except">What is left out of each.</param>
    /// <param name="withOutside">Whether the addresses of no group count as addresses without such labels, or are not known.</param>
    public IEnumerable<PrefixMatcher> Matching(LabelMatcher labels, Prefix[] except, bool withOutside)
    {
        var found = new List<PrefixMatcher>();
        foreach (Region root in new[] { _v4, _v6 })
        {
            Collect(root, withOutside && labels.Matches(root.Labels), isNew: true, []);
        }

        return found;

        void Collect(Region region, bool matches, bool isNew, List<Prefix> holes)
        {
            List<Prefix> own = matches && isNew ? [] : holes;
            foreach (Region inner in region.Inner)
            {
                bool innerMatches = labels.Matches(inner.Labels);
                if (matches && !innerMatches)
                {
                    own.Add(inner.Prefix);
                }

                Collect(inner, innerMatches, isNew: !matches, own);
            }

            if (matches && isNew)
            {
                found.Add(new PrefixMatcher(region.Prefix, [.. own, .. except]));
            }
        }
    }

    private static LabelSet Merge(List<Label> own, LabelSet around) =>
        LabelSet.Of(own.Concat(around.Where(outer => !own.Exists(label => label.Key == outer.Key))).DistinctBy(label => label.Key));

    private static Prefix Whole(bool isV6) => new(isV6, 0, isV6 ? UInt128.MaxValue : uint.MaxValue, 0);

    private sealed class Region(Prefix prefix, LabelSet labels)
    {
        public Prefix Prefix { get; } = prefix;

        public LabelSet Labels { get; } = labels;

        public List<Region> Inner { get; } = [];
    }
}
