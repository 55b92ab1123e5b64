using System.Numerics;

namespace FlowToPolicy.Review.Usage;

/// <summary>A set of numbers below a bound.</summary>
internal sealed class Bits(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    /// <summary>Whether a number is in it.</summary>
    public bool this[int index] => (_words[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>How many numbers are in it.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Adds a number.</summary>
    public void Set(int index) => _words[index >> 6] |= 1UL << (index & 63);

    /// <summary>Takes out a number.</summary>
    public void Clear(int index) => _words[index >> 6] &= ~(1UL << (index & 63));

    /// <summary>Adds the numbers of another set.</summary>
    public void Add(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>Takes out the numbers of another set.</summary>
    public void Remove(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    /// <summary>Keeps what is in another set too.</summary>
    public void Intersect(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }
    }
}
