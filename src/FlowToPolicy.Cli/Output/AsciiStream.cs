using System.Buffers;
using System.Text;

namespace FlowToPolicy.Cli.Output;

/// <summary>
/// Passes on what a JSON writer writes, piece by piece, so that a document of any size needs no memory. The bytes are ASCII:
/// <see cref="JsonDocuments"/> escapes everything else.
/// </summary>
internal sealed class AsciiStream(TextWriter output) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[1 << 16];
    private char[] _text = new char[1 << 16];

    /// <inheritdoc/>
    public void Advance(int count)
    {
        int length = Encoding.ASCII.GetChars(_bytes.AsSpan(0, count), _text);
        output.Write(_text.AsSpan(0, length));
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _bytes.Length)
        {
            _bytes = new byte[sizeHint];
            _text = new char[sizeHint];
        }

        return _bytes;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
