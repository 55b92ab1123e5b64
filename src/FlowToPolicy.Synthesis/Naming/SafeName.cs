using System.Security.Cryptography;
using System.Text;

namespace FlowToPolicy.Synthesis.Naming;

/// <summary>Makes names that Kubernetes takes for an object and every file system for a file.</summary>
internal static class SafeName
{
    // Room for a prefix, an ending, and what a file system needs for a temporary name.
    private const int MostCharacters = 200;

    private const int MostCharactersOfObject = 253;

    /// <summary>
    /// The name itself when it is a DNS subdomain that is also a safe file stem; else a safe form of it. <paramref name="changed"/> says
    /// which, because different names may have the same safe form.
    /// </summary>
    public static string Stem(string name, out bool changed)
    {
        changed = !IsSubdomain(name) || name.Length > MostCharacters || IsDevice(name);
        if (!changed)
        {
            return name;
        }

        var safe = new StringBuilder(Math.Min(name.Length, MostCharacters));
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, MostCharacters)))
        {
            char lower = char.ToLowerInvariant(c);
            safe.Append(char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower) ? lower : '-');
        }

        string stem = safe.ToString().Trim('-');
        return stem.Length == 0 ? "workload" : stem;
    }

    /// <summary>The stem with a hash of what it stands for, which stays the same as long as that does.</summary>
    public static string WithHash(string stem, string identity, int digits = 8) =>
        $"{stem}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..digits]}";

    /// <summary>An object's name from prefix and stem, cut where it would be too long.</summary>
    public static string ObjectName(string prefix, string stem)
    {
        string name = prefix + stem;
        return name.Length <= MostCharactersOfObject ? name : WithHash(name[..(MostCharactersOfObject - 9)].TrimEnd('-', '.'), name);
    }

    private static bool IsSubdomain(string name)
    {
        if (name.Length == 0)
        {
            return false;
        }

        bool atStart = true;
        char previous = '.';
        foreach (char c in name)
        {
            bool isAlphanumeric = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
            if (!isAlphanumeric && (atStart || (c != '-' && c != '.') || (c == '.' && previous == '-')))
            {
                return false;
            }

            atStart = c == '.';
            previous = c;
        }

        return previous is not ('-' or '.');
    }

    // Names that Windows takes for a device, with whatever ending.
    private static bool IsDevice(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string first = dot < 0 ? name : name[..dot];
        return first is "con" or "prn" or "aux" or "nul"
            || (first.Length == 4 && char.IsAsciiDigit(first[3]) && (first.StartsWith("com", StringComparison.Ordinal) || first.StartsWith("lpt", StringComparison.Ordinal)));
    }
}
