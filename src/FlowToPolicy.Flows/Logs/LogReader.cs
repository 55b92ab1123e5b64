using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Flows.Logs;

/// <summary>Reads one file after the other, with the same buffers.</summary>
internal sealed class LogReader
{
    /// <summary>How far into a file something readable must have come when it looks like no text.</summary>
    private const int Window = 1 << 16;

    private const string TornGzip = "the gzip data is cut off or damaged from here on";
    private readonly FrameReader _frames = new();
    private readonly FlowJsonDecoder _decoder;
    private readonly LineHandler _lines;
    private readonly LogProgress _progress;
    private LogTally _tally;
    private InputProblems _problems;
    private Flow _flow = Flow.Blank;

    public LogReader(EndpointTable endpoints, LogTally tally, InputProblems problems, LogProgress progress)
    {
        _decoder = new FlowJsonDecoder(endpoints);
        _lines = new LineHandler(_decoder);
        _progress = progress;
        (_tally, _problems) = (tally, problems);
    }

    /// <summary>Whether packed files and standard input are read on a thread of their own.</summary>
    public bool ReadsAhead { get; init; }

    /// <summary>How many lines were read of the file.</summary>
    public long Lines => _frames.Line - 1;

    /// <summary>
    /// Whether something was read that means something only together with other lines: an array, an object over many lines, a line
    /// that a container runtime wrote in pieces.
    /// </summary>
    public bool HasContext => _frames.HasStructure || _lines.HasPieces;

    /// <summary>Gives events and problems to others from now on.</summary>
    public void GiveTo(LogTally tally, InputProblems problems) => (_tally, _problems) = (tally, problems);

    /// <summary>Reads lines from the middle of a text, to the end of the part or until <paramref name="stop"/>.</summary>
    /// <exception cref="InputException">The file cannot be read any further.</exception>
    public void ReadMiddle(LogFile file, Stream lines, CancellationToken stop)
    {
        using var counted = new CountedStream(lines, _progress);
        Begin(file, counted);
        TakeAll(file, stop);
    }

    /// <summary>Reads a file to its end, or until <paramref name="stop"/>.</summary>
    /// <exception cref="InputException">The file is of no use although the user named it.</exception>
    public void Read(LogFile file, Stream source, CancellationToken stop)
    {
        using var counted = new CountedStream(source, _progress);
        ReadOnlySpan<byte> head;
        try
        {
            head = counted.Peek();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            RefuseUnreadable(file, failure);
            return;
        }

        if (FileKind.Refuse(head) is { } refusal)
        {
            Refuse(file, refusal.What, refusal.Advice, null);
            return;
        }

        if (!FileKind.IsGzip(head))
        {
            ReadAhead(file, counted, ReadsAhead && file.IsStandardInput, stop);
            return;
        }

        using var unpacked = new GzipReader(counted);
        ReadAhead(file, unpacked, ReadsAhead, stop);
    }

    /// <summary>Says that a file is of no use: an error for one that was named, a problem for one that was found.</summary>
    public void Refuse(LogFile file, string what, string advice, Exception? cause)
    {
        if (!file.IsNamed)
        {
            _problems.Add(file.Name, 0, 0, what, "the file is left out; " + advice);
            return;
        }

        string message = $"{file.Name}: {what}; {advice}";
        throw cause is null ? new InputException(message) : new InputException(message, cause);
    }

    private void RefuseUnreadable(LogFile file, Exception failure) =>
        Refuse(file, "cannot be read to its end", "see whether the disk or the connection to it is sound", failure);

    private void ReadAhead(LogFile file, Stream text, bool onOtherThread, CancellationToken stop)
    {
        if (!onOtherThread)
        {
            ReadText(file, text, stop);
            return;
        }

        using var ahead = new ReadAheadStream(text);
        ReadText(file, ahead, stop);
    }

    private void ReadText(LogFile file, Stream text, CancellationToken stop)
    {
        Begin(file, text);
        FillWindow(file);
        if (_frames.Buffer.Unread.StartsWith(FileKind.ByteOrderMark))
        {
            _frames.Buffer.Advance(FileKind.ByteOrderMark.Length);
        }

        if (IsBinary())
        {
            Refuse(file, "is not a log of Hubble flows", "name a file that 'hubble observe -o json' or Hubble's exporter wrote", null);
            return;
        }

        TakeAll(file, stop);
    }

    private void Begin(LogFile file, Stream text)
    {
        _frames.Attach(text);
        _lines.Begin(file.Name, _tally, _problems);
    }

    private void TakeAll(LogFile file, CancellationToken stop)
    {
        bool isTorn = false;
        while (!stop.IsCancellationRequested)
        {
            TakeUsualLines(stop);
            if (stop.IsCancellationRequested || !_frames.Next(out Frame frame))
            {
                break;
            }

            if (frame.Kind is FrameKind.LastLine or FrameKind.CutAtEnd)
            {
                if (stop.IsCancellationRequested)
                {
                    // Standard input ends wherever it is broken off.
                    break;
                }

                isTorn = _frames.Buffer.Failure is InvalidDataException;
                _lines.Torn = isTorn ? TornGzip : null;
            }

            _lines.Take(in frame);
        }

        if (!stop.IsCancellationRequested)
        {
            _lines.End();
            ReportFailure(file, isReported: isTorn && _lines.Torn is null);
        }
    }

    /// <summary>Takes lines as long as they are flows as Hubble writes them today.</summary>
    private void TakeUsualLines(CancellationToken stop)
    {
        ReadOnlySpan<byte> lines = _frames.WholeLines;
        while (!lines.IsEmpty && !stop.IsCancellationRequested)
        {
            int length = _decoder.DecodeUsual(lines, ref _flow);
            if (length is 0 or > FrameReader.LongestLine)
            {
                break;
            }

            _tally.Take(in _flow);
            _frames.PassLine(length);
            lines = lines[length..];
        }
    }

    private void ReportFailure(LogFile file, bool isReported)
    {
        switch (_frames.Buffer.Failure)
        {
            case null:
                break;
            case InvalidDataException when isReported:
                break;
            case InvalidDataException:
                _problems.Add(file.Name, _frames.Line, 0, TornGzip, "what stands before it was read; take the log anew");
                break;
            case { } failure:
                RefuseUnreadable(file, failure);
                break;
        }
    }

    /// <summary>Reads the first part of a file; of a pipe only the first line, because its writer may be waiting for events.</summary>
    private void FillWindow(LogFile file)
    {
        InputBuffer buffer = _frames.Buffer;
        while (buffer.Unread.Length < Window && (file.Length is not null || !buffer.Unread.Contains((byte)'\n')) && buffer.Fill())
        {
        }
    }

    /// <summary>Whether the start of the file is no text and holds no event.</summary>
    private bool IsBinary()
    {
        ReadOnlySpan<byte> window = _frames.Buffer.Unread[..Math.Min(Window, _frames.Buffer.Unread.Length)];
        if (!window.Contains((byte)0))
        {
            return false;
        }

        Flow flow = Flow.Blank;
        foreach (Range line in window.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = window[line];
            int start = text.IndexOf((byte)'{');
            if (start >= 0 && _decoder.Decode(text[start..], ref flow).Kind
                is not (JsonLineKind.Damaged or JsonLineKind.Foreign or JsonLineKind.NotAFlow))
            {
                return false;
            }
        }

        return true;
    }
}
