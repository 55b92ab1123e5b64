using System.Globalization;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of <c>icmps</c> (ICMPRule.verify, ICMPField.UnmarshalJSON).</summary>
internal static class IcmpChecks
{
    private const int MostFields = 40;

    /// <summary>Checks the ICMP types of an item.</summary>
    public static void Check(DirectionItem item, FieldPath path, SanitizeLog log)
    {
        if (item.IcmpEntries is not { Count: > 0 } entries)
        {
            return;
        }

        log.AddIf(item.ToPorts is { Count: > 0 }, SanitizeCheck.IcmpWithPorts, path, "icmps and toPorts cannot stand in one item");
        log.AddIf(!log.Options.IcmpRules, SanitizeCheck.IcmpOff, path.Key("icmps"), "icmps need the agent option enable-icmp-rules");
        for (int i = 0; i < entries.Count; i++)
        {
            log.AddIf(
                entries[i].Count > MostFields, SanitizeCheck.TooManyIcmpFields, path.Key("icmps").Item(i).Key("fields"), $"more than {MostFields} ICMP types in one entry");
        }

        CheckTypes(item, path, log);
    }

    /// <summary>Checks only that the names of types are known.</summary>
    public static void CheckTypes(DirectionItem item, FieldPath path, SanitizeLog log)
    {
        for (int i = 0; i < item.IcmpEntries?.Count; i++)
        {
            for (int j = 0; j < item.IcmpEntries[i].Count; j++)
            {
                CheckField(item.IcmpEntries[i][j], path.Key("icmps").Item(i).Key("fields").Item(j), log);
            }
        }
    }

    // A number is not looked at, not even one above 255.
    private static void CheckField(IcmpField field, FieldPath path, SanitizeLog log)
    {
        log.AddIf(field.Family is not ("" or "IPv4" or "IPv6"), SanitizeCheck.UnknownIcmpFamily, path.Key("family"), $"'{field.Family}' is no family of ICMP");
        bool isNumber = int.TryParse(field.Type, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        log.AddIf(
            !isNumber && !IcmpTypes.TryParse(field.Family == "IPv6" ? "IPv6" : "IPv4", field.Type, out _, out _),
            SanitizeCheck.UnknownIcmpType,
            path.Key("type"),
            $"'{field.Type}' is no ICMP type of family '{(field.Family.Length == 0 ? "IPv4" : field.Family)}'");
    }
}
