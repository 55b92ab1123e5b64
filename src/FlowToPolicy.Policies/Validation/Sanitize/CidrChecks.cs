using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of prefixes (CIDR.sanitize and CIDRRule.sanitize).</summary>
internal static class CidrChecks
{
    /// <summary>Checks the prefixes of an item.</summary>
    public static void Check(DirectionItem item, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        for (int i = 0; i < item.Cidrs?.Count; i++)
        {
            string text = item.Cidrs[i];
            log.AddIf(
                !CidrSyntax.IsPrefix(text) && !CidrSyntax.IsAddress(text),
                SanitizeCheck.NotAnAddress,
                path.Key(place.Side + "CIDR").Item(i),
                $"'{text}' is neither a prefix nor an address");
        }

        for (int i = 0; i < item.CidrSets?.Count; i++)
        {
            CheckSet(item.CidrSets[i], path.Key(place.Side + "CIDRSet").Item(i), log);
        }
    }

    /// <summary>Checks one entry of a CIDR set.</summary>
    public static void CheckSet(CidrSetItem set, FieldPath path, SanitizeLog log)
    {
        bool isNamed = !string.IsNullOrEmpty(set.GroupName);
        int given = (set.Cidr.Length > 0 ? 1 : 0) + (isNamed ? 1 : 0) + (set.GroupSelector is null ? 0 : 1);
        if (given == 0 || (given > 1 && log.IsSince(17)))
        {
            log.Add(SanitizeCheck.CidrSetNotExactlyOne, path, "an entry of a CIDR set needs exactly one of cidr, cidrGroupRef and cidrGroupSelector");
            return;
        }

        // Before 1.17 nothing else was looked at beside the name of a group.
        if (isNamed || set.GroupSelector is not null)
        {
            SelectorChecks.Check(set.GroupSelector, path.Key("cidrGroupSelector"), log);
            return;
        }

        if (!CidrSyntax.IsPrefix(set.Cidr) || !Prefix.TryParse(set.Cidr, out Prefix whole))
        {
            log.Add(SanitizeCheck.NotAPrefix, path.Key("cidr"), $"'{set.Cidr}' is no prefix with a length");
            return;
        }

        for (int i = 0; i < set.Except.Count; i++)
        {
            CheckExcept(set.Except[i], set.Cidr, whole, path.Key("except").Item(i), log);
        }
    }

    // Only the address is held against the prefix: a wider exception that begins inside passes, and leaves nothing of the entry.
    private static void CheckExcept(string text, string cidr, Prefix whole, FieldPath path, SanitizeLog log)
    {
        if (!CidrSyntax.IsPrefix(text) || !Prefix.TryParse(text[..text.IndexOf('/', StringComparison.Ordinal)], out Prefix address))
        {
            log.Add(SanitizeCheck.NotAPrefix, path, $"the exception '{text}' is no prefix with a length");
            return;
        }

        log.AddIf(!whole.Contains(address), SanitizeCheck.ExceptOutside, path, $"the exception '{text}' does not begin inside '{cidr}'");
    }
}
