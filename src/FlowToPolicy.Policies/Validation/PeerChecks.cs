using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Checks of the peers of an item.</summary>
internal static class PeerChecks
{
    private const int LongestName = 255;

    /// <summary>What is wrong with the peers.</summary>
    public static IEnumerable<string> Of(DirectionItem item, EvaluationOptions options) =>
    [
        .. OfKinds(item, options),
        .. (item.Entities ?? []).Where(entity => entity != EntityCompiler.All && EntityCompiler.Selectors(entity, options) is null).Select(entity => $"'{entity}' is no entity"),
        .. (item.Cidrs ?? []).Where(cidr => !Prefix.TryParse(cidr, out _)).Select(cidr => $"'{cidr}' is neither a prefix nor an address"),
        .. (item.CidrSets ?? []).SelectMany(OfSet),
        .. (item.Fqdns ?? []).SelectMany(name => OfName(name, mayHaveBoth: false)),
    ];

    /// <summary>What is wrong with one entry of a CIDR set.</summary>
    public static IEnumerable<string> OfSet(CidrSetItem set)
    {
        int given = (set.Cidr.Length > 0 ? 1 : 0) + (set.GroupName is null ? 0 : 1) + (set.GroupSelector is null ? 0 : 1);
        if (given != 1)
        {
            yield return "an entry of a CIDR set needs exactly one of cidr, cidrGroupRef and cidrGroupSelector";
            yield break;
        }

        Prefix whole = default;
        if (set.Cidr.Length > 0 && (!IsPrefix(set.Cidr) || !Prefix.TryParse(set.Cidr, out whole)))
        {
            yield return $"'{set.Cidr}' is no prefix with a length";
            yield break;
        }

        foreach (string text in set.Except)
        {
            if (!IsPrefix(text) || !Prefix.TryParse(text, out Prefix hole))
            {
                yield return $"the exception '{text}' is no prefix with a length";
            }
            else if (set.Cidr.Length > 0 && (hole.IsV6 != whole.IsV6 || hole.First < whole.First || hole.First > whole.Last))
            {
                yield return $"the exception '{text}' does not begin inside '{set.Cidr}'";
            }
        }
    }

    /// <summary>What is wrong with a name or pattern (pkg/policy/api/fqdn.go).</summary>
    public static IEnumerable<string> OfName(FqdnSelector selector, bool mayHaveBoth)
    {
        if (selector is { MatchName: null or "", MatchPattern: null or "" } || (!mayHaveBoth && selector is { MatchName.Length: > 0, MatchPattern.Length: > 0 }))
        {
            yield return "a name selector needs exactly one of matchName and matchPattern";
        }

        foreach ((string? text, bool star) in new[] { (selector.MatchName, false), (selector.MatchPattern, true) })
        {
            if (text is { Length: > 0 } name && (name.Length > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' || (star && c == '*'))))
            {
                yield return $"'{name}' is no DNS {(star ? "pattern" : "name")}";
            }
        }
    }

    private static IEnumerable<string> OfKinds(DirectionItem item, EvaluationOptions options)
    {
        int kinds = Count(item.Endpoints) + Count(item.Entities) + Count(item.Cidrs) + Count(item.CidrSets) + Count(item.Fqdns) + Count(item.Nodes) + Count(item.Services) + Count(item.Groups);
        if (kinds > 1)
        {
            yield return "an item can name peers of one kind only; use two items";
        }

        if (item.Nodes is not null && !options.NodeSelectorLabels)
        {
            yield return "fromNodes and toNodes need the agent option enable-node-selector-labels";
        }

        bool servicesAlone = options.Version >= new CiliumVersion(1, 14) && options.Version < new CiliumVersion(1, 17);
        if (servicesAlone && item is { Services.Count: > 0, ToPorts.Count: > 0 })
        {
            yield return "Cilium 1.14 to 1.16 do not take toServices together with toPorts";
        }
    }

    private static bool IsPrefix(string text) => text.Contains('/', StringComparison.Ordinal);

    private static int Count<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? 1 : 0;
}
