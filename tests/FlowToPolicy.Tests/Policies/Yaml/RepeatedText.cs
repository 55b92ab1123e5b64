namespace FlowToPolicy.Tests.Policies.Yaml;

/// <summary>A text that is a piece of text many times over, made as it is read, and then another.</summary>
internal sealed class RepeatedText(string piece, long times, string end) : TextReader
{
    private readonly string _block = string.Concat(Enumerable.Repeat(piece, Math.Max(1, 60_000 / piece.Length)));
    private long _left = piece.Length * times;
    private int _ended;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_left > 0)
        {
            // Whole pieces, so that the next block goes on where this one ends.
            int fit = (int)Math.Min(_left, Math.Min(buffer.Length, _block.Length)) / piece.Length * piece.Length;
            Assert.True(fit > 0, "the buffer is smaller than a piece");
            _block.AsSpan(0, fit).CopyTo(buffer);
            _left -= fit;
            return fit;
        }

        int rest = Math.Min(buffer.Length, end.Length - _ended);
        end.AsSpan(_ended, rest).CopyTo(buffer);
        _ended += rest;
        return rest;
    }
}
