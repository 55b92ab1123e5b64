using System.Runtime.CompilerServices;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Reads endpoints without looking for their end. An address and the first bytes of its endpoint nearly always tell which known
/// endpoint follows. If the text goes on with all bytes of that one, it is that one, because a whole JSON object cannot be the
/// beginning of another; so a wrong guess costs time and never a wrong answer.
/// </summary>
internal sealed class UsualEndpoints(EndpointJson known)
{
    private const int GuessBits = 16;
    private readonly int[] _guesses = new int[1 << GuessBits];
    private readonly (int Labels, int Workloads)[] _partGuesses = new (int, int)[1 << GuessBits];

    /// <summary>Steps over an endpoint.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the endpoint begins.</param>
    /// <param name="address">The address of this end.</param>
    /// <param name="endpoint">What was read.</param>
    public int Read(PaddedText text, int at, Address address, out Endpoint endpoint)
    {
        ref int guess = ref _guesses[Guess(text, at, address)];
        return known.TryMatch(guess, text.From(at), out int length, out endpoint)
            ? at + length
            : Find(text, at, ref guess, out endpoint);
    }

    private int Find(PaddedText text, int at, ref int guess, out Endpoint endpoint)
    {
        var fresh = default(FreshEndpoint);
        int end = fresh.Read(text, at, known, _partGuesses);
        if (end < 0)
        {
            return FindUnusual(text, at, ref guess, out endpoint);
        }

        endpoint = known.Find(text.Slice(at, end), in fresh, ref guess);
        return end;
    }

    /// <summary>Finds an endpoint in which a number stands in quotes, a name holds an escape, or the like.</summary>
    private int FindUnusual(PaddedText text, int at, ref int guess, out Endpoint endpoint)
    {
        int end = text.ByteAt(at) == '{' ? text.Value(at) : PaddedText.Unusual;
        if (end < 0 || known.Find(text.Slice(at, end), out endpoint, out guess) is not null)
        {
            endpoint = Endpoint.Nothing;
            return PaddedText.Unusual;
        }

        return end;
    }

    /// <summary>Mixes the address with the sixteen bytes behind <c>{"I</c> or <c>{"i</c>, which hold the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Guess(PaddedText text, int at, Address address)
    {
        ulong first = text.Eight(at + 2);
        ulong second = text.Eight(at + 10);
        UInt128 number = address.Value;
        ulong mixed = (first * 0x9E3779B97F4A7C15) ^ (second * 0xC2B2AE3D27D4EB4F) ^ (((ulong)number ^ (ulong)(number >> 64)) * 0x165667B19E3779F9);
        return (int)((mixed * 0x9E3779B97F4A7C15) >> (64 - GuessBits));
    }
}
