using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Reads another stream on a thread of its own, some pieces ahead, so that unpacking goes on while lines are read. What goes wrong
/// there is thrown where it would have been without. Does not own the stream, but must be disposed of before it.
/// </summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private const int PieceSize = 1 << 18;
    private const int Ahead = 3;
    private static readonly Piece None = new([], 0, null);

    private readonly Stream _inner;
    private readonly BlockingCollection<Piece> _filled = new(Ahead);
    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private Piece _piece = None;
    private int _at;

    /// <summary>Begins to read.</summary>
    public ReadAheadStream(Stream inner)
    {
        _inner = inner;
        _reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _piece.Length && !Next())
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _piece.Length - _at);
        _piece.Bytes.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _reading.GetAwaiter().GetResult();
            _filled.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (_piece.Length > 0)
        {
            _free.Add(_piece.Bytes);
        }

        _at = 0;
        if (!_filled.TryTake(out Piece? next, Timeout.Infinite))
        {
            _piece = None;
            return false;
        }

        _piece = next;
        next.Failure?.Throw();
        return true;
    }

    private void ReadAll()
    {
        try
        {
            int read;
            do
            {
                byte[] bytes = _free.TryTake(out byte[]? used) ? used : new byte[PieceSize];
                read = _inner.Read(bytes);
                if (read > 0)
                {
                    _filled.Add(new Piece(bytes, read, null), _stop.Token);
                }
            }
            while (read > 0);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception failure)
        {
            Pass(failure);
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }

    private void Pass(Exception failure)
    {
        try
        {
            _filled.Add(new Piece([], 0, ExceptionDispatchInfo.Capture(failure)), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody will ask.
        }
    }

    /// <summary>What one reading gave: bytes, or why there are no more.</summary>
    private sealed record Piece(byte[] Bytes, int Length, ExceptionDispatchInfo? Failure);
}
