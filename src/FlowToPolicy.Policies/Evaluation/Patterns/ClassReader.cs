using System.Text;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>Reads a class in brackets (Go's regexp/syntax parseClass).</summary>
internal static class ClassReader
{
    /// <summary>Reads from behind the opening bracket and writes the class as .NET knows it.</summary>
    public static void Read(PatternText text, bool foldsCase, PatternTraits traits, StringBuilder target)
    {
        var set = new RuneClass();
        bool negated = text.Take("^");
        for (bool isFirst = true; isFirst || !text.Sees("]"); isFirst = false)
        {
            if (text.IsAtEnd)
            {
                throw new PatternError("missing closing ]");
            }

            if (!TryNamed(text, foldsCase, set) && !TryEscaped(text, foldsCase, set, traits))
            {
                Range(text, foldsCase, set);
            }
        }

        text.Take("]");
        traits.NeedsAscii |= foldsCase;
        set.Write(negated, target);
    }

    private static bool TryEscaped(PatternText text, bool foldsCase, RuneClass set, PatternTraits traits)
    {
        int start = text.At;
        if (text.Take("\\") && EscapeReader.TryClass(text, foldsCase, set, traits))
        {
            return true;
        }

        text.Return(start);
        return false;
    }

    // Beyond the end of the pattern "[:" is two characters; before it, an unknown name is an error.
    private static bool TryNamed(PatternText text, bool foldsCase, RuneClass set)
    {
        int start = text.At;
        if (!text.Take("[:") || !text.Has(":]"))
        {
            text.Return(start);
            return false;
        }

        bool negated = text.Take("^");
        string name = text.TakeUntil(":]").ToString();
        set.Add(Named(name, foldsCase) ?? throw new PatternError($"unknown character class [:{name}:]"), negated);
        return true;
    }

    private static void Range(PatternText text, bool foldsCase, RuneClass set)
    {
        int first = Character(text);
        int last = first;
        if (text.Sees("-") && text.Peek(1) is not (']' or '\0'))
        {
            text.Take("-");
            last = Character(text);
        }

        if (last < first)
        {
            throw new PatternError("invalid character class range");
        }

        if (foldsCase)
        {
            set.AddFolded(first, last);
        }
        else
        {
            set.Add(first, last);
        }
    }

    private static int Character(PatternText text)
    {
        if (text.IsAtEnd)
        {
            throw new PatternError("missing closing ]");
        }

        return text.Take("\\") ? EscapeReader.Character(text) : text.Next();
    }

    private static string? Named(string name, bool foldsCase) => name switch
    {
        "alnum" => "09AZaz",
        "alpha" => "AZaz",
        "lower" or "upper" when foldsCase => "AZaz",
        "ascii" => "\0\u007F",
        "blank" => "\t\t  ",
        "cntrl" => "\0\u001F\u007F\u007F",
        "digit" => "09",
        "graph" => "!~",
        "lower" => "az",
        "print" => " ~",
        "punct" => "!/:@[`{~",
        "space" => "\t\r  ",
        "upper" => "AZ",
        "word" => "09AZ__az",
        "xdigit" => "09AFaf",
        _ => null,
    };
}
