namespace FlowToPolicy.Flows.Relay.Dialing;

/// <summary>
/// A connection whose first byte is looked at: it tells TLS, HTTP/1 and HTTP/2 servers apart, which the layers above
/// cannot do any more. It may have a limited time to arrive. Afterwards everything passes.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="judge">
/// Looks at the first byte, at <see cref="Closed"/> or at <see cref="Silent"/>; throws when this is not what was wanted.
/// </param>
/// <param name="timeout">How long the first byte may take; infinite when someone else looks at the clock.</param>
internal sealed class FirstByteStream(Stream inner, Action<int> judge, TimeSpan timeout) : Stream
{
    /// <summary>In place of a first byte: the server closed the connection.</summary>
    public const int Closed = -1;

    /// <summary>In place of a first byte: it did not arrive in time.</summary>
    public const int Silent = -2;

    private readonly Lock _lock = new();
    private volatile bool _accepted;
    private bool _judged;
    private Exception? _refusal;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _accepted ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _accepted ? inner.WriteAsync(buffer, cancellationToken) : WriteFirstAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            int read = await inner.ReadAsync(buffer, limit.Token).ConfigureAwait(false);

            // A read into nothing waits for data without taking it.
            if (!buffer.IsEmpty)
            {
                Judge(read == 0 ? Closed : buffer.Span[0]);
            }

            return read;
        }
        catch (IOException)
        {
            // A server that closes without having read everything resets the connection.
            Judge(Closed);
            throw;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Judge(Silent);
            throw;
        }
    }

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            await inner.WriteAsync(buffer, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Judge(Closed);
            throw;
        }
    }

    /// <summary>
    /// Judges once. Reading and writing fail at the same time when the server closes, and whichever is noticed first above
    /// must carry the verdict.
    /// </summary>
    private void Judge(int first)
    {
        lock (_lock)
        {
            if (!_judged)
            {
                _judged = true;
                try
                {
                    judge(first);
                    _accepted = true;
                }
                catch (RelayException refusal)
                {
                    _refusal = refusal;
                }
            }

            if (_refusal is not null)
            {
                throw _refusal;
            }
        }
    }
}
