using Microsoft.Win32.SafeHandles;

namespace FlowToPolicy.Flows.Logs;

/// <summary>The lines of a file that begin between two places. Owns the file.</summary>
internal sealed class PartStream : ReadOnlyStream
{
    private readonly SafeFileHandle _file;
    private readonly long _start;
    private readonly long _end;
    private long _at;

    /// <summary>Opens a part of a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public PartStream(LogPart part)
    {
        _file = File.OpenHandle(part.File.Path, share: LogSource.Sharing);
        _start = _at = LineStart(part.From);
        _end = LineStart(part.To);
    }

    /// <summary>How many bytes were read.</summary>
    public long BytesRead => _at - _start;

    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(_file, buffer[..(int)Math.Clamp(_end - _at, 0, buffer.Length)], _at);
        _at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The first place from here on at which a line begins. Neighbouring parts find the same one.</summary>
    private long LineStart(long from)
    {
        if (from is 0 or long.MaxValue)
        {
            return from;
        }

        Span<byte> buffer = stackalloc byte[4096];
        for (long at = from - 1; ;)
        {
            int read = RandomAccess.Read(_file, buffer, at);
            int lineBreak = buffer[..read].IndexOf((byte)'\n');
            if (lineBreak >= 0 || read == 0)
            {
                return at + lineBreak + 1;
            }

            at += read;
        }
    }
}
