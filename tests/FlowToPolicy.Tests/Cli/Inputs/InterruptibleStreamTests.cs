using System.IO.Pipes;
using FlowToPolicy.Cli.Inputs;

namespace FlowToPolicy.Tests.Cli.Inputs;

public class InterruptibleStreamTests
{
    [Fact]
    public async Task A_read_that_waits_for_ever_ends_when_the_reader_stops()
    {
        await using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);
        using var stop = new CancellationTokenSource();
        using var stream = new InterruptibleStream(client, stop.Token);
        byte[] buffer = new byte[10];
        server.Write("abc"u8);
        Assert.Equal(3, stream.Read(buffer, 0, 10));
        Task<int> waiting = Task.Run(() => stream.Read(buffer, 0, 10));
        await stop.CancelAsync();
        Assert.Equal(0, await waiting.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(0, stream.Read(buffer, 0, 10));
        server.Write("x"u8);
    }

    [Fact]
    public void What_the_inner_stream_throws_comes_through()
    {
        using var stream = new InterruptibleStream(new FailingStream(), CancellationToken.None);
        Assert.Throws<IOException>(() => stream.Read(new byte[1], 0, 1));
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("gone");
    }
}
