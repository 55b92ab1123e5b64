using System.Text;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>The names of a wire enum, looked up by their bytes. What is not known is 0, which always means "not said".</summary>
internal sealed class WireNames
{
    private readonly (byte[] Name, int Number)[] _names;

    private readonly bool _keepsNumbers;

    private WireNames(IEnumerable<(byte[] Name, int Number)> names, bool keepsNumbers)
    {
        _names = [.. names];
        _keepsNumbers = keepsNumbers;
    }

    /// <summary>Names that count up from <paramref name="first"/>, separated by blanks; <c>-</c> leaves a number out.</summary>
    public static WireNames From(int first, string names) =>
        new(names.Split(' ').Select((name, i) => (Encoding.ASCII.GetBytes(name), first + i)).Where(n => n.Item1[0] != '-'), false);

    /// <summary>These names and one more.</summary>
    public WireNames And(int number, string name) => new([.. _names, (Encoding.ASCII.GetBytes(name), number)], false);

    /// <summary>These names, and numbers without a name stay what they are (reasons of a newer agent are still reasons).</summary>
    public WireNames KeepingNumbers() => new(_names, true);

    /// <summary>The number of a name; 0 when unknown.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, int number) in _names)
        {
            if (name.SequenceEqual(known))
            {
                return number;
            }
        }

        return 0;
    }

    /// <summary>The number itself when a name stands for it or numbers are kept; else 0.</summary>
    public int Find(long number)
    {
        if (_keepsNumbers && number is > 0 and <= int.MaxValue)
        {
            return (int)number;
        }

        foreach ((_, int known) in _names)
        {
            if (known == number)
            {
                return known;
            }
        }

        return 0;
    }
}
