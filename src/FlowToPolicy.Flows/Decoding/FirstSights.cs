namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// Tells what comes for the first time, so that only what comes again is kept: where every connection has a pod of its own, tables
/// stay empty instead of being filled and emptied again and again. Not exact: something new may be taken for known, and what comes
/// rarely for new. Not thread-safe.
/// </summary>
internal sealed class FirstSights
{
    private const int Bits = 16;
    private readonly uint[] _marks = new uint[1 << Bits];

    /// <summary>Whether this hash was not the last one in its place; it is from now on.</summary>
    public bool Is(ulong hash)
    {
        ref uint mark = ref _marks[hash >> (64 - Bits)];
        bool isFirst = mark != (uint)hash;
        mark = (uint)hash;
        return isFirst;
    }
}
