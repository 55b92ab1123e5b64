using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>
/// Turns <c>cidrGroupRef</c> and <c>cidrGroupSelector</c> into selectors: by the labels of source <c>cidrgroup</c> that Cilium gives an identity
/// (api/cidr.go of 1.17; before, a reference is replaced by the group's prefixes) and, for a given address, by the prefixes of the groups.
/// </summary>
internal sealed class GroupCompiler(SelectorTable table, EvaluationOptions options, PolicySet set)
{
    /// <summary>The source of the labels of groups.</summary>
    public const string Source = "cidrgroup";

    private const string NameKey = "io.cilium.policy.cidrgroupname/";

    private static readonly CiliumVersion SinceReferences = new(1, 14);
    private static readonly CiliumVersion SinceEverywhere = new(1, 16);
    private static readonly CiliumVersion SinceSelectors = new(1, 17);

    private readonly GroupPrefixes _prefixes = new(set.CidrGroups.Select(group => (group, Labels(group))));

    /// <summary>Adds the numbers of the selectors that an entry means.</summary>
    /// <param name="entry">The entry; names a group or selects groups.</param>
    /// <param name="except">What is left out.</param>
    /// <param name="isIngressAllow">Whether it stands in the list <c>ingress</c>.</param>
    /// <param name="numbers">Gets the numbers.</param>
    /// <returns>Why the entry cannot be judged; null when it can.</returns>
    public Doubt? Add(CidrSetItem entry, Prefix[] except, bool isIngressAllow, List<int> numbers)
    {
        if (entry.GroupName is null && options.Version < SinceSelectors)
        {
            return Doubt.NotModelled("cidrGroupSelector before Cilium 1.17");
        }

        if (options.Version < (isIngressAllow ? SinceReferences : SinceEverywhere))
        {
            return Doubt.NotModelled(isIngressAllow ? "cidrGroupRef before Cilium 1.14" : "cidrGroupRef in egress and in deny rules before Cilium 1.16");
        }

        LabelMatcher labels = Matcher(entry);
        bool isKnown = set.IsComplete || (entry.GroupName is not null && set.CidrGroups.Any(group => group.Name == entry.GroupName));
        numbers.Add(table.Number(new GroupMatcher(labels, except, isKnown)));
        if (isKnown || entry.GroupSelector is not null)
        {
            numbers.AddRange(_prefixes.Matching(labels, except, isKnown).Select(table.Number));
        }

        return _prefixes.Unreadable is { } text ? Doubt.NotModelled($"'{text}' in a CIDR group is no prefix") : null;
    }

    private static LabelMatcher Matcher(CidrSetItem entry) => new(entry.GroupName is { } name
        ? [new LabelRequirement(Source, NameKey + name, SelectorOperator.Exists, [])]
        : SelectorCompiler.Requirements(entry.GroupSelector!).Select(requirement => requirement with { Source = Source }));

    private static IEnumerable<Label> Labels(CidrGroup group) =>
        group.Labels.Select(pair => new Label(Source, pair.Key, pair.Value)).Append(new Label(Source, NameKey + group.Name, ""));
}
