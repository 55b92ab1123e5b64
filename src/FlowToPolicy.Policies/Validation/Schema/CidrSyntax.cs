using System.Globalization;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>
/// Addresses and prefixes as Go reads them. (.NET's own reading takes <c>010.0.0.1</c>, <c>[::1]:80</c> and more.)
/// </summary>
internal static class CidrSyntax
{
    /// <summary>Whether Go's net.ParseCIDR takes it; the length may have leading zeros.</summary>
    public static bool IsCidr(string text) => IsPrefix(text, mayHaveZeros: true);

    /// <summary>Whether Go's netip.ParsePrefix takes it.</summary>
    public static bool IsPrefix(string text) => IsPrefix(text, mayHaveZeros: false);

    /// <summary>Whether Go's netip.ParseAddr takes it, zones set aside.</summary>
    public static bool IsAddress(string text) => BitsOf(text) > 0;

    private static bool IsPrefix(string text, bool mayHaveZeros)
    {
        int slash = text.LastIndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        string length = text[(slash + 1)..];
        bool isShort = length.Length is > 0 and <= 9 && (mayHaveZeros || length.Length == 1 || length[0] != '0');
        return isShort
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            && BitsOf(text.AsSpan(0, slash)) is var most
            && most > 0
            && bits <= most;
    }

    // 32, 128, or 0 for no address.
    private static int BitsOf(ReadOnlySpan<char> text) => !text.Contains(':') ? IsV4(text) ? 32 : 0 : IsV6(text) ? 128 : 0;

    private static bool IsV4(ReadOnlySpan<char> text)
    {
        int octets = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> octet = text[range];
            octets++;
            bool isNumber = octet.Length is >= 1 and <= 3 && (octet.Length == 1 || octet[0] != '0') && !octet.ContainsAnyExceptInRange('0', '9');
            if (!isNumber || int.Parse(octet, NumberStyles.None, CultureInfo.InvariantCulture) > byte.MaxValue)
            {
                return false;
            }
        }

        return octets == 4;
    }

    private static bool IsV6(ReadOnlySpan<char> text)
    {
        int gap = text.IndexOf("::");
        if (gap < 0)
        {
            return Groups(text, mayEndInV4: true) == 8;
        }

        ReadOnlySpan<char> left = text[..gap], right = text[(gap + 2)..];
        int before = left.IsEmpty ? 0 : Groups(left, mayEndInV4: false);
        int after = right.IsEmpty ? 0 : Groups(right, mayEndInV4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    // The number of 16-bit groups; -1 when some is none.
    private static int Groups(ReadOnlySpan<char> text, bool mayEndInV4)
    {
        int groups = 0;
        foreach (Range range in text.Split(':'))
        {
            ReadOnlySpan<char> group = text[range];
            bool isLast = range.End.GetOffset(text.Length) == text.Length;
            if (isLast && mayEndInV4 && group.Contains('.'))
            {
                return IsV4(group) ? groups + 2 : -1;
            }

            if (group.Length is 0 or > 4 || !IsHexadecimal(group))
            {
                return -1;
            }

            groups++;
        }

        return groups;
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
