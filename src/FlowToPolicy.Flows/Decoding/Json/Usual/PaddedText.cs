using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Steps over JSON as Go's encoder writes it: no blanks between tokens, keys without escapes. A step takes a position in a text
/// and gives the position behind what it stepped over, or <see cref="Unusual"/> when something else stands there.
/// </summary>
/// <remarks>
/// The invariant of everything in this namespace: a line break ends the text or a zero follows it, <see cref="Slack"/> more bytes of
/// memory follow in any case, and a position moves on only over bytes that were looked at and are neither. So no position ever
/// passes the end of its line, and a step may load <see cref="Slack"/> bytes from wherever it stands without asking how much is
/// left. That, and no checks of bounds, is what the speed of this path rests on.
/// </remarks>
internal readonly ref struct PaddedText
{
    /// <summary>How many bytes of memory follow a text.</summary>
    public const int Slack = 64;

    /// <summary>The position of what this path does not read; the whole line is then read by <see cref="FlowJsonDecoder"/>.</summary>
    public const int Unusual = -1;

    private const int DeepestNesting = 16;
    private readonly ref byte _start;

    /// <summary>Whole lines of JSON.</summary>
    /// <param name="text">The lines; behind them stand <see cref="Slack"/> bytes that are not part of them, zeros where no break ends the last line.</param>
    public PaddedText(ReadOnlySpan<byte> text)
    {
        _start = ref MemoryMarshal.GetReference(text);
        Length = text.Length;
    }

    /// <summary>How long the text is, in bytes.</summary>
    public int Length { get; }

    /// <summary>The byte at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ByteAt(int at) => Unsafe.Add(ref _start, at);

    /// <summary>The eight bytes at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Eight(int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, at));

    /// <summary>The bytes between two positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(int from, int to) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, from), to - from);

    /// <summary>All that follows a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> From(int at) => Slice(at, Length);

    /// <summary>
    /// Whether a word of 2 to 32 bytes stands at a position. Inlined, so that the word's length is a constant and the
    /// comparison is one or two loads that overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(int at, ReadOnlySpan<byte> word)
    {
        Debug.Assert(word.Length is >= 2 and <= 32, "Longer words need a loop.");
        ref byte there = ref Unsafe.Add(ref _start, at);
        ref byte here = ref MemoryMarshal.GetReference(word);
        if (word.Length >= Vector128<byte>.Count)
        {
            nuint tail = (nuint)(word.Length - Vector128<byte>.Count);
            return ((Vector128.LoadUnsafe(ref there) ^ Vector128.LoadUnsafe(ref here))
                | (Vector128.LoadUnsafe(ref there, tail) ^ Vector128.LoadUnsafe(ref here, tail))) == Vector128<byte>.Zero;
        }

        return word.Length >= sizeof(ulong) ? AreEqual<ulong>(ref there, ref here, word.Length - sizeof(ulong))
            : word.Length >= sizeof(uint) ? AreEqual<uint>(ref there, ref here, word.Length - sizeof(uint))
            : AreEqual<ushort>(ref there, ref here, word.Length - sizeof(ushort));
    }

    /// <summary>Steps over a word of 2 to 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Word(int at, ReadOnlySpan<byte> word) => Is(at, word) ? at + word.Length : Unusual;

    /// <summary>Steps over one character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Character(int at, char character) => ByteAt(at) == character ? at + 1 : Unusual;

    /// <summary>
    /// From behind the opening quote to the closing one, on which the position then stands. Strings with escapes are unusual.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ToQuote(int at)
    {
        at = ToStop(at);
        return ByteAt(at) == '"' ? at : Unusual;
    }

    /// <summary>Steps over a string, from its opening quote, and gives what stands between its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int String(int at, out ReadOnlySpan<byte> value)
    {
        int end = ByteAt(at) == '"' ? ToQuote(at + 1) : Unusual;
        value = end < 0 ? default : Slice(at + 1, end);
        return end < 0 ? Unusual : end + 1;
    }

    /// <summary>Steps over a key and its colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Key(int at, out ReadOnlySpan<byte> key)
    {
        at = String(at, out key);
        return at < 0 ? Unusual : Character(at, ':');
    }

    /// <summary>Steps over a whole number without a sign, of at most <paramref name="most"/> (below two billion).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(int at, int most, out int number)
    {
        int start = at;
        long sum = 0;
        while ((uint)(ByteAt(at) - '0') <= 9 && at - start < 10)
        {
            sum = (sum * 10) + (ByteAt(at) - '0');
            at++;
        }

        number = (int)sum;
        bool isUsual = at > start && sum <= most && (at == start + 1 || ByteAt(start) != '0')
            && (uint)(ByteAt(at) - '0') > 9;
        return isUsual ? at : Unusual;
    }

    /// <summary>
    /// Steps over any value and makes sure that it is one: whatever passes here, <see cref="System.Text.Json.Utf8JsonReader"/>
    /// takes for JSON too. (Not the other way round: fractions, exponents and deep nesting are unusual.)
    /// </summary>
    public int Value(int at, int depth = 0)
    {
        byte first = ByteAt(at);
        return first switch
        {
            (byte)'"' => AnyString(at + 1),
            (byte)'{' or (byte)'[' => depth == DeepestNesting ? Unusual : Container(at + 1, first == '{', depth + 1),
            (byte)'t' => Word(at, "true"u8),
            (byte)'f' => Word(at, "false"u8),
            (byte)'n' => Word(at, "null"u8),
            (byte)'-' => Digits(at + 1),
            _ => Digits(at),
        };
    }

    private int Container(int at, bool isObject, int depth)
    {
        byte close = (byte)(isObject ? '}' : ']');
        if (ByteAt(at) == close)
        {
            return at + 1;
        }

        while (true)
        {
            if (isObject)
            {
                at = ByteAt(at) == '"' ? AnyString(at + 1) : Unusual;
                at = at < 0 ? Unusual : Character(at, ':');
                if (at < 0)
                {
                    return Unusual;
                }
            }

            at = Value(at, depth);
            if (at < 0)
            {
                return Unusual;
            }

            byte next = ByteAt(at++);
            if (next != ',')
            {
                return next == close ? at : Unusual;
            }
        }
    }

    /// <summary>From behind the opening quote to behind the closing one, over escapes.</summary>
    private int AnyString(int at)
    {
        while (true)
        {
            at = ToStop(at);
            switch (ByteAt(at))
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\':
                    at = Escape(at + 1);
                    break;
                default:
                    return Unusual;
            }

            if (at < 0)
            {
                return Unusual;
            }
        }
    }

    private int Escape(int at)
    {
        byte kind = ByteAt(at);
        if (kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t')
        {
            return at + 1;
        }

        bool isHex = kind == 'u' && char.IsAsciiHexDigit((char)ByteAt(at + 1)) && char.IsAsciiHexDigit((char)ByteAt(at + 2))
            && char.IsAsciiHexDigit((char)ByteAt(at + 3)) && char.IsAsciiHexDigit((char)ByteAt(at + 4));
        return isHex ? at + 5 : Unusual;
    }

    private int Digits(int at)
    {
        int start = at;
        while ((uint)(ByteAt(at) - '0') <= 9)
        {
            at++;
        }

        return at > start && (at == start + 1 || ByteAt(start) != '0') ? at : Unusual;
    }

    /// <summary>To the first quote, backslash or control character; line breaks and zeros are some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ToStop(int at)
    {
        while (true)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref _start, (nuint)at);
            uint stops = (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
            if (stops != 0)
            {
                return at + BitOperations.TrailingZeroCount(stops);
            }

            at += Vector128<byte>.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual<T>(ref byte left, ref byte right, int tail)
        where T : unmanaged, IBitwiseOperators<T, T, T>, IEqualityOperators<T, T, bool> =>
        Unsafe.ReadUnaligned<T>(ref left) == Unsafe.ReadUnaligned<T>(ref right)
        && Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref left, tail)) == Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref right, tail));
}
