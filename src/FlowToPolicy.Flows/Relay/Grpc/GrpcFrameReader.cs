using System.Buffers.Binary;

namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>
/// Cuts a response's body into messages: one byte that says "compressed", four bytes of length, the message. Messages
/// are slices of one buffer that grows to the largest of them.
/// </summary>
/// <param name="body">The response's body.</param>
/// <param name="encoding">The encoding of compressed messages that the response announced, or null.</param>
/// <param name="maxMessageBytes">The largest message that is accepted.</param>
internal sealed class GrpcFrameReader(Stream body, string? encoding, int maxMessageBytes)
{
    /// <summary>The size of what precedes a message.</summary>
    public const int HeaderSize = 5;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The message, valid until the next call of <see cref="MoveNextAsync"/>.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Bytes received so far, frame headers included.</summary>
    public long Received { get; private set; }

    /// <summary>Goes to the next message. False at the end of the body.</summary>
    /// <exception cref="GrpcException">The body is not what gRPC allows, or a message is too large.</exception>
    public ValueTask<bool> MoveNextAsync(CancellationToken cancel) =>
        TryTake() ? ValueTask.FromResult(true) : FillAsync(cancel);

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        do
        {
            MakeRoom();
            int read = await body.ReadAsync(_buffer.AsMemory(_end), cancel).ConfigureAwait(false);
            if (read == 0)
            {
                return _start == _end
                    ? false
                    : throw new GrpcException(GrpcStatusCode.Internal, "the response ended in the middle of a message");
            }

            _end += read;
            Received += read;
        }
        while (!TryTake());
        return true;
    }

    private bool TryTake()
    {
        if (_end - _start < HeaderSize)
        {
            return false;
        }

        int length = ReadLength();
        if (_end - _start - HeaderSize < length)
        {
            return false;
        }

        Message = _buffer.AsMemory(_start + HeaderSize, length);
        _start += HeaderSize + length;
        return true;
    }

    /// <summary>The length of the message at the start, after the checks that come before room is made for it.</summary>
    private int ReadLength()
    {
        byte compressed = _buffer[_start];
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start + 1));
        if (length > maxMessageBytes)
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"a message of {length} bytes is over the limit of {maxMessageBytes}");
        }

        if (compressed == 0)
        {
            return (int)length;
        }

        throw compressed != 1
            ? new GrpcException(GrpcStatusCode.Internal, $"a message starts with {compressed}, which gRPC does not know")
            : encoding is null or "identity"
            ? new GrpcException(GrpcStatusCode.Internal, "a message is compressed, but the response names no encoding")
            : new GrpcException(GrpcStatusCode.Unimplemented, $"a message is compressed with '{encoding}', which was not offered");
    }

    /// <summary>Makes room for more bytes: for the whole message, when its length is known.</summary>
    private void MakeRoom()
    {
        int pending = _end - _start;
        int wanted = pending < HeaderSize ? HeaderSize : HeaderSize + ReadLength();
        byte[] target = wanted > _buffer.Length ? new byte[wanted] : _buffer;
        if (_start > 0 || target != _buffer)
        {
            _buffer.AsSpan(_start, pending).CopyTo(target);
            _buffer = target;
            _start = 0;
            _end = pending;
        }
    }
}
