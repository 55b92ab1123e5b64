namespace FlowToPolicy.Cli.Inputs;

/// <summary>
/// A stream that ends when the reader has seen enough, even while a read waits for data that never comes, as standard input may.
/// </summary>
internal sealed class InterruptibleStream(Stream inner, CancellationToken stop) : Stream
{
    private byte[] _buffer = [];

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (stop.IsCancellationRequested)
        {
            return 0;
        }

        if (_buffer.Length < buffer.Length)
        {
            _buffer = new byte[buffer.Length];
        }

        // A read of a terminal or pipe cannot be cancelled; it is left behind instead, with the buffer that it may still fill.
        byte[] filled = _buffer;
        int wanted = buffer.Length;
        Task<int> read = Task.Run(() => inner.Read(filled, 0, wanted), CancellationToken.None);
        try
        {
            read.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            _buffer = [];
            return 0;
        }
        catch (AggregateException failed) when (failed.InnerException is { } inside)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inside);
        }

        filled.AsSpan(0, read.Result).CopyTo(buffer);
        return read.Result;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
