using FlowToPolicy.Benchmarks.Generating.Lines;

namespace FlowToPolicy.Benchmarks.Generating.Output;

/// <summary>Writes blocks to a stream, one while the next one is filled.</summary>
internal sealed class BlockWriter(Stream stream) : IDisposable
{
    private const int BlockSize = 1 << 20;
    private Block _filling = new(BlockSize);
    private Block _writing = new(BlockSize);
    private long _handedOver;
    private Task _written = Task.CompletedTask;

    /// <summary>Bytes of lines so far.</summary>
    public long Bytes => _handedOver + _filling.Length;

    /// <summary>Where to write the next line.</summary>
    public Block Line
    {
        get
        {
            if (!_filling.HasRoom)
            {
                HandOver();
            }

            return _filling;
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        HandOver();
        _written.GetAwaiter().GetResult();
        stream.Dispose();
    }

    private void HandOver()
    {
        _written.GetAwaiter().GetResult();
        _handedOver += _filling.Length;
        (_filling, _writing) = (_writing, _filling);
        _filling.Clear();
        Block full = _writing;
        _written = Task.Run(() => stream.Write(full.Content.Span));
    }
}
