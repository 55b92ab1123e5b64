using System.Globalization;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>Reads what stands behind a backslash, inside and outside of classes (Go's regexp/syntax, flags of Perl).</summary>
internal static class EscapeReader
{
    private const int Highest = 0x10FFFF;

    /// <summary>Reads an escape that means one character. The backslash is taken already.</summary>
    public static int Character(PatternText text)
    {
        if (text.IsAtEnd)
        {
            throw new PatternError("trailing backslash");
        }

        int c = text.Next();
        return c switch
        {
            '0' => Octal(text, 0),
            >= '1' and <= '7' when text.Peek() is >= '0' and <= '7' => Octal(text, c - '0'),
            'x' => Hexadecimal(text),
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            < 128 when !char.IsAsciiLetterOrDigit((char)c) => c,
            _ => throw new PatternError($"invalid escape \\{char.ConvertFromUtf32(c)}"),
        };
    }

    /// <summary>Reads a class such as <c>\d</c> or <c>\pN</c> into <paramref name="into"/>. False, and nothing taken, when it is none.</summary>
    /// <param name="text">The text; the backslash is taken already.</param>
    /// <param name="foldsCase">Whether letter case does not count.</param>
    /// <param name="into">The class that is read.</param>
    /// <param name="traits">What must be known of the pattern.</param>
    public static bool TryClass(PatternText text, bool foldsCase, RuneClass into, PatternTraits traits)
    {
        char c = text.Peek();
        if (c is 'p' or 'P')
        {
            text.Next();
            Category(text, c == 'P', foldsCase, into, traits);
            return true;
        }

        string? pairs = char.ToLowerInvariant(c) switch
        {
            'd' => "09",
            's' => "\t\n\f\r  ",
            'w' => "09AZ__az",
            _ => null,
        };
        if (pairs is null)
        {
            return false;
        }

        text.Next();
        into.Add(pairs, negated: char.IsAsciiLetterUpper(c));
        traits.NeedsAscii |= foldsCase && c is 'w' or 'W';
        return true;
    }

    private static void Category(PatternText text, bool negated, bool foldsCase, RuneClass into, PatternTraits traits)
    {
        string name;
        if (text.Take("{"))
        {
            name = text.Has("}") ? text.TakeUntil("}").ToString() : throw new PatternError("invalid character class range");
        }
        else
        {
            name = text.IsAtEnd ? "" : char.ConvertFromUtf32(text.Next());
        }

        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (name == UnicodeNames.Any)
        {
            into.Add(negated ? "" : "\0\uFFFF", negated: false);
        }
        else if (UnicodeNames.IsCategory(name))
        {
            into.AddCategory(name, negated);
            traits.NeedsAscii = true;
            if (foldsCase && name is "Lu" or "Ll" or "Lt")
            {
                traits.Untranslatable ??= $"\\p{{{name}}} where letter case does not count";
            }
        }
        else if (UnicodeNames.IsScript(name))
        {
            traits.Untranslatable ??= $"the script \\p{{{name}}}";
        }
        else
        {
            throw new PatternError($"unknown character class \\p{{{name}}}");
        }
    }

    private static int Octal(PatternText text, int value)
    {
        for (int i = 0; i < 2 && text.Peek() is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + text.Next() - '0';
        }

        return value;
    }

    private static int Hexadecimal(PatternText text)
    {
        ReadOnlySpan<char> digits;
        if (text.Take("{"))
        {
            digits = text.Has("}") ? text.TakeUntil("}") : [];
        }
        else
        {
            char[] two = [text.Peek(), text.Peek(1)];
            digits = two;
            text.Skip(digits.Length);
        }

        // The length is bounded before the number is read: a million zeros are no reason to work.
        ReadOnlySpan<char> significant = digits.TrimStart('0');
        if (digits.Length == 0 || significant.Length > 6 || !AreHexadecimal(significant))
        {
            throw new PatternError("invalid escape \\x");
        }

        int value = significant.Length == 0 ? 0 : int.Parse(significant, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return value <= Highest ? value : throw new PatternError("invalid escape \\x");
    }

    private static bool AreHexadecimal(ReadOnlySpan<char> digits)
    {
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }
}
