using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of DNS names and patterns (pkg/policy/api/fqdn.go).</summary>
internal static class NameChecks
{
    private const int LongestName = 255;

    /// <summary>Checks one entry of <c>toFQDNs</c> or of <c>rules.dns</c>; in the latter the agent does not mind both.</summary>
    public static void Check(FqdnSelector selector, FieldPath path, bool mayHaveBoth, SanitizeLog log)
    {
        string name = selector.MatchName ?? "", pattern = selector.MatchPattern ?? "";
        log.AddIf(!mayHaveBoth && name.Length > 0 && pattern.Length > 0, SanitizeCheck.NameAndPattern, path, "a name selector cannot have both matchName and matchPattern");
        if (name.Contains('*', StringComparison.Ordinal))
        {
            log.Add(SanitizeCheck.NameWithWildcard, path.Key("matchName"), $"'{name}' holds a '*', which only matchPattern can");
        }
        else
        {
            log.AddIf(!name.All(IsOfNames), SanitizeCheck.BadName, path.Key("matchName"), $"'{name}' is no DNS name");
        }

        log.AddIf(!pattern.All(c => IsOfNames(c) || c == '*'), SanitizeCheck.BadName, path.Key("matchPattern"), $"'{pattern}' is no DNS pattern");
        if (log.IsSince(17))
        {
            log.AddIf(name.Length > LongestName, SanitizeCheck.NameTooLong, path.Key("matchName"), $"a DNS name has at most {LongestName} characters");
            log.AddIf(pattern.Length > LongestName, SanitizeCheck.NameTooLong, path.Key("matchPattern"), $"a DNS pattern has at most {LongestName} characters");
        }
    }

    private static bool IsOfNames(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
