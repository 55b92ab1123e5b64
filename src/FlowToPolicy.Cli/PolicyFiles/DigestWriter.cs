using System.Buffers;
using System.Security.Cryptography;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>Takes a document in pieces and keeps nothing of it but its digest: the canonical form of a large graph is larger than any array can be.</summary>
internal sealed class DigestWriter : IBufferWriter<byte>, IDisposable
{
    private const int Piece = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _piece = new byte[Piece];

    /// <inheritdoc/>
    public void Advance(int count) => _hash.AppendData(_piece, 0, count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _piece.Length)
        {
            _piece = new byte[sizeHint];
        }

        return _piece;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>The digest of all that was written, as <see cref="Digest"/> spells it.</summary>
    public string Text() => Digest.Text(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
