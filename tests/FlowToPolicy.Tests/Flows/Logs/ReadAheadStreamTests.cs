using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class ReadAheadStreamTests
{
    [Fact]
    public void Gives_the_same_bytes()
    {
        byte[] bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        using var ahead = new ReadAheadStream(new MemoryStream(bytes));
        var copy = new MemoryStream();
        ahead.CopyTo(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal(0, ahead.Read(new byte[10]));
    }

    [Fact]
    public void Throws_what_went_wrong_behind_the_bytes_before_it()
    {
        using var ahead = new ReadAheadStream(new FailingStream(700_000));
        byte[] buffer = new byte[1 << 20];
        Assert.Equal(700_000, ahead.ReadAtLeast(buffer, 700_000));
        Assert.Equal("spoiled", Assert.Throws<InvalidDataException>(() => ahead.Read(buffer)).Message);
        Assert.Equal(0, ahead.Read(buffer));
    }

    [Fact]
    public void Ends_when_nobody_wants_the_rest()
    {
        var ahead = new ReadAheadStream(new FailingStream(long.MaxValue));
        Assert.True(ahead.Read(new byte[10]) > 0);
        ahead.Dispose();
    }

    private sealed class FailingStream(long length) : MemoryStream
    {
        private long _left = length;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read = (int)Math.Min(buffer.Length, _left);
            _left -= read;
            return read > 0 ? read : throw new InvalidDataException("spoiled");
        }
    }
}
