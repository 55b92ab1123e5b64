using System.Globalization;
using System.Text;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>A pattern while it is read, character by character.</summary>
internal sealed class PatternText(string text)
{
    private readonly Dictionary<string, (int From, int At)> _found = new(StringComparer.Ordinal);

    /// <summary>Where the reading stands.</summary>
    public int At { get; private set; }

    /// <summary>Whether all is read.</summary>
    public bool IsAtEnd => At >= text.Length;

    /// <summary>Whether the rest begins with these characters.</summary>
    public bool Sees(string characters) => string.CompareOrdinal(text, At, characters, 0, characters.Length) == 0;

    /// <summary>Takes these characters if the rest begins with them.</summary>
    public bool Take(string characters)
    {
        if (!Sees(characters))
        {
            return false;
        }

        At += characters.Length;
        return true;
    }

    /// <summary>The next UTF-16 unit; NUL at the end.</summary>
    public char Peek(int ahead = 0) => At + ahead < text.Length ? text[At + ahead] : '\0';

    /// <summary>Takes the next code point.</summary>
    public int Next()
    {
        if (!Rune.TryGetRuneAt(text, At, out Rune rune))
        {
            throw new PatternError("invalid UTF-8");
        }

        At += rune.Utf16SequenceLength;
        return rune.Value;
    }

    /// <summary>Takes so many UTF-16 units, or what is left.</summary>
    public void Skip(int units) => At = Math.Min(At + units, text.Length);

    /// <summary>Whether the characters come anywhere in the rest. What was found is remembered, so that the rest is not searched again for each character.</summary>
    public bool Has(string characters)
    {
        if (!_found.TryGetValue(characters, out (int From, int At) found) || At < found.From || At > found.At)
        {
            int at = text.IndexOf(characters, At, StringComparison.Ordinal);
            _found[characters] = found = (At, at < 0 ? int.MaxValue : at);
        }

        return found.At < int.MaxValue;
    }

    /// <summary>Goes back to a place.</summary>
    public void Return(int at) => At = at;

    /// <summary>Takes everything before the characters and the characters; everything that is left when they do not come.</summary>
    public ReadOnlySpan<char> TakeUntil(string characters)
    {
        int end = text.IndexOf(characters, At, StringComparison.Ordinal);
        ReadOnlySpan<char> taken = end < 0 ? text.AsSpan(At) : text.AsSpan(At, end - At);
        At = end < 0 ? text.Length : end + characters.Length;
        return taken;
    }

    /// <summary>Takes a repetition such as <c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>. False, and nothing taken, when it is none: then the brace is a literal.</summary>
    public bool TakeRepetition(out int least, out int most)
    {
        int start = At;
        least = most = 0;
        bool taken = Take("{") && TakeNumber(out least);
        most = least;
        if (taken && Take(","))
        {
            most = -1;
            taken = Peek() == '}' || TakeNumber(out most);
        }

        taken = taken && Take("}");
        At = taken ? At : start;
        return taken;
    }

    // Go takes no leading zeros here, and no number is too long to be read (it is refused later).
    private bool TakeNumber(out int number)
    {
        int start = At;
        while (char.IsAsciiDigit(Peek()))
        {
            At++;
        }

        ReadOnlySpan<char> digits = text.AsSpan(start, At - start);
        number = 0;
        if (digits.Length == 0 || (digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        number = digits.Length > 8 ? int.MaxValue : int.Parse(digits, CultureInfo.InvariantCulture);
        return true;
    }
}
