using System.Globalization;
using System.Text;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>A set of characters as a pattern writes it: ranges of code points, Unicode categories, perhaps all turned round.</summary>
internal sealed class RuneClass
{
    private const int Highest = 0x10FFFF;
    private const int HighestUnit = 0xFFFF;

    // The two characters beyond ASCII that fold to an ASCII letter.
    private const int LongS = 0x17F;
    private const int Kelvin = 0x212A;

    private readonly List<(int First, int Last)> _ranges = [];
    private readonly StringBuilder _categories = new();

    /// <summary>A class that no character is in.</summary>
    public const string Nothing = @"[^\u0000-\uFFFF]";

    /// <summary>Adds the characters between two, both included.</summary>
    public void Add(int first, int last) => _ranges.Add((first, last));

    /// <summary>Adds the characters that pairs of first and last name, or all others.</summary>
    public void Add(ReadOnlySpan<char> pairs, bool negated)
    {
        int next = 0;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (!negated)
            {
                Add(pairs[i], pairs[i + 1]);
            }
            else if (pairs[i] > next)
            {
                Add(next, pairs[i] - 1);
            }

            next = pairs[i + 1] + 1;
        }

        if (negated)
        {
            Add(next, Highest);
        }
    }

    /// <summary>Adds the characters of a general category, or all others.</summary>
    public void AddCategory(string name, bool negated) => _categories.Append(negated ? @"\P{" : @"\p{").Append(name).Append('}');

    /// <summary>Adds the characters between two and, of letters, the other case. For text beyond ASCII this is not complete.</summary>
    public void AddFolded(int first, int last)
    {
        Add(first, last);
        AddCase(first, last, 'a', 'z', 'A' - 'a');
        AddCase(first, last, 'A', 'Z', 'a' - 'A');
        if (first <= LongS && last >= LongS)
        {
            Add('s', 's');
            Add('S', 'S');
        }

        if (first <= Kelvin && last >= Kelvin)
        {
            Add('k', 'k');
            Add('K', 'K');
        }
    }

    /// <summary>The class as .NET writes it.</summary>
    /// <param name="negated">Whether the others are meant.</param>
    /// <param name="target">Gets the text.</param>
    public void Write(bool negated, StringBuilder target)
    {
        int start = target.Length;
        target.Append(negated ? "[^" : "[");
        int empty = target.Length;
        foreach ((int first, int last) in _ranges)
        {
            if (first <= HighestUnit)
            {
                WriteUnit(first, target);
                if (last > first)
                {
                    WriteUnit(Math.Min(last, HighestUnit), target.Append('-'));
                }
            }
        }

        target.Append(_categories);
        if (target.Length == empty)
        {
            target.Length = start;
            target.Append(negated ? @"[\u0000-\uFFFF]" : Nothing);
            return;
        }

        target.Append(']');
    }

    /// <summary>One character, safe inside and outside of a class.</summary>
    public static void WriteUnit(int unit, StringBuilder target)
    {
        if (unit < 128 && char.IsAsciiLetterOrDigit((char)unit))
        {
            target.Append((char)unit);
        }
        else
        {
            target.Append(CultureInfo.InvariantCulture, $@"\u{unit:X4}");
        }
    }

    private void AddCase(int first, int last, int from, int to, int distance)
    {
        int low = Math.Max(first, from), high = Math.Min(last, to);
        if (low <= high)
        {
            Add(low + distance, high + distance);
        }
    }
}
