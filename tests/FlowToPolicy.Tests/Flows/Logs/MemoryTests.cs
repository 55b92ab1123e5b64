using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class MemoryTests
{
    [Theory]
    [InlineData(200_000_000, "", "\n", "")]
    [InlineData(60_000_000, "[", ",", "]")]
    public void A_large_log_needs_no_more_memory_than_a_small_one(long size, string start, string between, string end)
    {
        // About 2 KB a flow, as real ones have.
        string line = Reading.Flow(1)[..^1] + ",\"x\":\"" + new string('x', 1700) + "\"}" + between;
        long lines = size / line.Length;
        using var endless = new RepeatingStream(start, line, lines, Reading.Flow(2) + end);
        var source = new LogSource(["-"], () => endless, LogOptions.Default, new EndpointTable());
        var sink = new CountingSink();
        long before = GC.GetAllocatedBytesForCurrentThread();
        source.Read(sink);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
        Assert.Equal(lines + 1, sink.Flows);
        Assert.True(source.Progress.BytesRead > size - line.Length);
    }

    private sealed class CountingSink : IFlowSink
    {
        public long Flows { get; private set; }

        public void Accept(in Flow flow) => Flows++;

        public void Lost(in LostEvents lost)
        {
        }

        public void Status(NodeStatus status)
        {
        }

        public void Skip(SkipReason reason)
        {
        }
    }

    /// <summary>A text that never is in memory as a whole.</summary>
    private sealed class RepeatingStream(string start, string line, long times, string end) : Stream
    {
        private readonly byte[] _line = Encoding.UTF8.GetBytes(line);
        private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
        private byte[] _now = Encoding.UTF8.GetBytes(start);
        private long _left = times;
        private int _at;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int read = 0;
            while (read < buffer.Length && (_at < _now.Length || Next()))
            {
                int count = Math.Min(buffer.Length - read, _now.Length - _at);
                _now.AsSpan(_at, count).CopyTo(buffer[read..]);
                _at += count;
                read += count;
            }

            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private bool Next()
        {
            if (_left-- > 0)
            {
                _now = _line;
            }
            else if (!_ended)
            {
                _ended = true;
                _now = _end;
            }
            else
            {
                return false;
            }

            _at = 0;
            return true;
        }
    }
}
