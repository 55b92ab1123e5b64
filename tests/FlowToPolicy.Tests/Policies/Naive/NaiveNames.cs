using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>Part 2.6: DNS names and patterns. Case does not matter, neither does a final dot.</summary>
internal static class NaiveNames
{
    public static bool Matches(FqdnSelector selector, string name, CiliumVersion version) => selector.MatchName is { Length: > 0 } whole
        ? Plain(whole) == Plain(name)
        : MatchesPattern(selector.MatchPattern ?? "", Plain(name), version);

    private static string Plain(string name) => name.ToLowerInvariant().TrimEnd('.');

    private static bool MatchesPattern(string pattern, string name, CiliumVersion version)
    {
        bool newer = version >= new CiliumVersion(1, 19);
        switch (pattern)
        {
            case "*":
                return true;
            case "**" or "*.":
                return newer;
            default:
                break;
        }

        string plain = Plain(pattern);
        if (!newer || !plain.StartsWith("**.", StringComparison.Ordinal))
        {
            return Fits(plain, name);
        }

        // From 1.19 a leading "**." stands for one or more levels.
        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (Fits(plain[3..], name[(dot + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A star is zero or more of letters, digits, '-', '_'; it never crosses a dot.</summary>
    private static bool Fits(string pattern, string name)
    {
        if (pattern.Length == 0)
        {
            return name.Length == 0;
        }

        if (pattern[0] != '*')
        {
            return name.Length > 0 && name[0] == pattern[0] && Fits(pattern[1..], name[1..]);
        }

        return Fits(pattern[1..], name) || (name.Length > 0 && name[0] != '.' && Fits(pattern, name[1..]));
    }
}
