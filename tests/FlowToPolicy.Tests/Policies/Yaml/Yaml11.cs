using System.Text.RegularExpressions;

namespace FlowToPolicy.Tests.Policies.Yaml;

/// <summary>What a reader of YAML 1.1 (type repository) or 1.2 (core schema) makes of a plain scalar, written anew from the specifications for the tests.</summary>
internal static partial class Yaml11
{
    /// <summary>Whether a plain scalar is a string for readers of both versions.</summary>
    public static bool IsString(string plain) =>
        plain.Length > 0 && plain is not ("<<" or "=" or "~") && !Word().IsMatch(plain) && !Number().IsMatch(plain) && !Time().IsMatch(plain);

    [GeneratedRegex("^(y|n|yes|no|true|false|on|off|null)$", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?|\.[0-9_]+|([0-9][0-9_]*)?\.?[0-9_]*(e[-+]?[0-9]+)|\.inf|\.nan|inf|nan)$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")]
    private static partial Regex Time();
}
