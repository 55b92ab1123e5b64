using System.Diagnostics.CodeAnalysis;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Reads a port as Cilium does: first as a service name, then as an unsigned 16-bit number whose base shows in its prefix.</summary>
internal static class PortNumber
{
    /// <summary>
    /// Whether the text is a service name: 1 to 15 letters, digits and single inner dashes with at least one letter (RFC 6335; pkg/iana/svcname.go).
    /// </summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > 15 || text[0] == '-' || text[^1] == '-' || text.Contains("--", StringComparison.Ordinal))
        {
            return false;
        }

        bool letter = false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }

            letter |= char.IsAsciiLetter(c);
        }

        return letter;
    }

    /// <summary>Port names are compared in lower case.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Cilium lower-cases port names.")]
    public static string NormaliseName(string name) => name.ToLowerInvariant();

    /// <summary>Reads a number: a leading zero means octal, as in Go's ParseUint with base 0.</summary>
    public static bool TryParse(string text, out ushort port)
    {
        port = 0;
        int radix = text.Length > 1 && text[0] == '0' ? 8 : 10;
        int value = 0;
        bool digit = false;
        for (int i = 0; i < text.Length; i++)
        {
            // Go lets single underscores stand between digits when the base comes from the prefix.
            if (text[i] == '_' && i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
            {
                continue;
            }

            int next = text[i] - '0';
            if (next < 0 || next >= radix || (value = (value * radix) + next) > ushort.MaxValue)
            {
                return false;
            }

            digit = true;
        }

        port = (ushort)value;
        return digit;
    }
}
