using System.Buffers;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>What a document may hold at most, and what no document may hold.</summary>
internal static class SourceLimits
{
    /// <summary>The deepest nesting; a policy has about a dozen levels.</summary>
    public const int DeepestNesting = 100;

    /// <summary>The most values of a document, aliases counted each time.</summary>
    public const int MostValues = 3_000_000;

    /// <summary>The longest string: what etcd stores of a whole object, by default 1.5 MiB, rounded up.</summary>
    public const int LongestText = 2 * 1024 * 1024;

    // c-printable of YAML 1.2, chapter 5.1; surrogates are looked at by themselves.
    private static readonly SearchValues<char> NotPrintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => c is not ('\t' or '\r' or '\n' or '\u0085' or (>= ' ' and <= '~'))), '\uFFFE', '\uFFFF']);

    /// <summary>Throws for the first character that no document can hold: YAML readers end at some of them, and would hide what follows.</summary>
    public static void CheckCharacters(string text, LineTable lines)
    {
        int index = text.AsSpan().IndexOfAny(NotPrintable);
        if (index >= 0)
        {
            string what = text[index] switch
            {
                '\0' => "a NUL",
                '\uFFFF' => "bytes that are no UTF-8",
                _ => $"the control character U+{(int)text[index]:X4}",
            };
            throw new SourceException(lines.At(index), $"{what}, which no document may hold");
        }

        for (int i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                throw new SourceException(lines.At(i), "a half of a surrogate pair is no character");
            }
        }
    }

    /// <summary>Throws when a document holds too much.</summary>
    public static void CheckCount(int values, SourcePosition position)
    {
        if (values > MostValues)
        {
            throw new SourceException(position, $"more than {MostValues} values in one document, aliases counted");
        }
    }

    /// <summary>Throws for a string that is too long.</summary>
    public static void CheckLength(int length, SourcePosition position)
    {
        if (length > LongestText)
        {
            throw new SourceException(position, $"a string of {length} characters; no cluster stores more than {LongestText}");
        }
    }

    /// <summary>The error for a key that a map already holds.</summary>
    public static SourceException Twice(string key, SourcePosition position) => new(position, $"the key '{key}' stands twice in the same map");
}
