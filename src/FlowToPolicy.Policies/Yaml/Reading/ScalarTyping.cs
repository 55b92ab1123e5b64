using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Gives a plain scalar the type that kubectl gives it: YAML 1.1 as go-yaml v2 resolves it, so that <c>on</c>, <c>y</c> and <c>no</c> are booleans,
/// <c>012</c> and <c>1_000</c> are numbers, and times are strings.
/// </summary>
internal static partial class ScalarTyping
{
    private static readonly HashSet<string> True = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
    private static readonly HashSet<string> False = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];
    private static readonly HashSet<string> Null = ["", "~", "null", "Null", "NULL"];

    /// <summary>The kind of a plain scalar, and its text in the one spelling used further on (<c>true</c>, decimal digits).</summary>
    public static (ScalarKind Kind, string Text) Resolve(string plain)
    {
        if (Null.Contains(plain))
        {
            return (ScalarKind.Null, "");
        }

        if (True.Contains(plain))
        {
            return (ScalarKind.Boolean, "true");
        }

        if (False.Contains(plain))
        {
            return (ScalarKind.Boolean, "false");
        }

        char first = plain[0];
        if (!char.IsAsciiDigit(first) && first is not ('+' or '-' or '.'))
        {
            return (ScalarKind.Text, plain);
        }

        if (Integer(plain.Replace("_", "", StringComparison.Ordinal)) is { } integer)
        {
            return (ScalarKind.Integer, integer.ToString(CultureInfo.InvariantCulture));
        }

        return Real().IsMatch(plain) ? (ScalarKind.Real, plain) : (ScalarKind.Text, plain);
    }

    private static long? Integer(string text)
    {
        bool negative = text.StartsWith('-');
        string digits = text.TrimStart('+', '-');
        if (text.Length - digits.Length > 1 || digits.Length == 0)
        {
            return null;
        }

        (string body, int radix) = digits switch
        {
            ['0', 'x' or 'X', .. var rest] => (rest, 16),
            ['0', 'b' or 'B', .. var rest] => (rest, 2),
            ['0', 'o' or 'O', .. var rest] => (rest, 8),
            ['0', _, ..] => (digits[1..], 8),
            _ => (digits, 10),
        };
        long value = 0;
        foreach (char c in body)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || value > (long.MaxValue - digit) / radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return body.Length == 0 ? null : negative ? -value : value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$|^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$")]
    private static partial Regex Real();
}
