using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Flows.Logs;

/// <summary>Makes events of the pieces of one file after the other: takes wrappers off, decodes, counts what is left out.</summary>
internal sealed class LineHandler(FlowJsonDecoder decoder)
{
    private const int MostWrappers = 3;

    /// <summary>The length at which docker breaks lines.</summary>
    private const int DockerPiece = 16 * 1024;

    private const string LeftOut = "it is left out; if there are many, take the log anew";
    private static readonly byte[] BlanksAndMark = [.. " \t\r\n"u8, .. FileKind.ByteOrderMark];
    private readonly PartialLine[,] _pieces = new PartialLine[MostWrappers, 3];
    private readonly byte[][] _unwrapped = new byte[MostWrappers][];
    private LogTally _tally = null!;
    private InputProblems _problems = null!;
    private Flow _flow = Flow.Blank;
    private string _file = "";
    private long _line;
    private bool _isLast;

    /// <summary>Why the input ends before its end, for the line that this cuts off; null when it does not.</summary>
    public string? Torn { get; set; }

    /// <summary>Whether lines came in pieces since the file began.</summary>
    public bool HasPieces { get; private set; }

    /// <summary>Starts with another file, whose events and problems go to these two.</summary>
    public void Begin(string file, LogTally tally, InputProblems problems)
    {
        (_file, _tally, _problems) = (file, tally, problems);
        Torn = null;
        HasPieces = false;
        foreach (PartialLine? pieces in _pieces)
        {
            pieces?.Clear();
        }
    }

    /// <summary>Takes one piece of the file.</summary>
    public void Take(in Frame frame)
    {
        _line = frame.Line;
        _isLast = frame.Kind is FrameKind.LastLine or FrameKind.CutAtEnd;
        switch (frame.Kind)
        {
            case FrameKind.TooLong:
                TooLong();
                break;
            case FrameKind.CutElement or FrameKind.CutAtEnd:
                Damaged(0, "JSON that breaks off before it is whole");
                break;
            case FrameKind.Element:
                TakeJson(frame.Bytes, 0, 0);
                break;
            default:
                TakeLine(frame.Bytes, 0);
                break;
        }
    }

    /// <summary>Ends the file: pieces of lines whose rest never came are damaged lines.</summary>
    public void End()
    {
        foreach (PartialLine? pieces in _pieces)
        {
            if (pieces is { IsPending: true })
            {
                _line = pieces.Line;
                _isLast = true;
                Damaged(0, "");
                pieces.Clear();
            }
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line, int wrappers)
    {
        // Blanks at the end may belong to a piece of a line.
        ReadOnlySpan<byte> piece = line.TrimStart(BlanksAndMark).TrimEnd("\r\n"u8);
        int before = line.TrimEnd("\r\n"u8).Length - piece.Length;
        line = piece.TrimEnd(" \t"u8);

        if (line.IsEmpty)
        {
            _tally.Skip(SkipReason.Blank);
        }
        else if (line[0] == '{')
        {
            TakeJson(line, wrappers, before);
        }
        else if (wrappers < MostWrappers && CriLine.TryParse(piece, out CriLine cri))
        {
            TakePiece(ref _pieces[wrappers, cri.IsError ? 1 : 0], cri.Text, cri.IsPartial, wrappers + 1);
        }
        else
        {
            TakeText(line, wrappers);
        }
    }

    /// <summary>Takes the JSON values of a line; where the line break between two was lost, they stand in one line.</summary>
    private void TakeJson(ReadOnlySpan<byte> text, int wrappers, int before)
    {
        int length = text.Length;
        while (true)
        {
            JsonLine value = decoder.Decode(text, ref _flow);
            if (value.Kind == JsonLineKind.Damaged)
            {
                Damaged(value.Column == 0 ? 0 : Column(text, value.Column), value.Fault);
                return;
            }

            // Elements of a broken array end in a comma.
            ReadOnlySpan<byte> rest = text[value.Consumed..].TrimStart(" \t\r\n,"u8);
            if (!rest.IsEmpty && rest[0] != '{')
            {
                Damaged(Column(rest, 1), "something else than JSON behind the event");
                return;
            }

            if (value.Kind == JsonLineKind.Wrapped)
            {
                Unwrap(text[value.Wrapped], wrappers);
            }
            else
            {
                Deliver(value, wrappers > 0);
            }

            if (rest.IsEmpty)
            {
                return;
            }

            text = rest;
        }

        // Of what is wrapped, nobody can count the columns.
        int Column(ReadOnlySpan<byte> part, int column) => wrappers == 0 ? before + length - part.Length + column : 0;
    }

    private void Deliver(in JsonLine value, bool isWrapped)
    {
        switch (value.Kind)
        {
            case JsonLineKind.Flow:
                _tally.Take(in _flow);
                break;
            case JsonLineKind.LostEvents:
                _tally.Take(decoder.Lost);
                break;
            case JsonLineKind.NodeStatus:
                _tally.Take(decoder.Status);
                break;
            case JsonLineKind.AgentEvent:
                _tally.TakeOther(SkipReason.AgentEvent);
                break;
            case JsonLineKind.DebugEvent:
                _tally.TakeOther(SkipReason.DebugEvent);
                break;
            case JsonLineKind.Foreign when isWrapped:
                _tally.Skip(SkipReason.OtherText);
                break;
            default:
                NotAFlow(value.Fault);
                break;
        }
    }

    private void Unwrap(ReadOnlySpan<byte> escaped, int wrappers)
    {
        if (wrappers == MostWrappers)
        {
            NotAFlow("wrapped too many times");
            return;
        }

        ref byte[] buffer = ref _unwrapped[wrappers];
        if (buffer is null || buffer.Length < escaped.Length)
        {
            buffer = new byte[escaped.Length * 2];
        }

        ReadOnlySpan<byte> text = buffer.AsSpan(0, JsonText.Unescape(escaped, buffer));
        bool isPartial = text.Length >= DockerPiece && text[^1] != '\n';
        TakePiece(ref _pieces[wrappers, 2], text, isPartial, wrappers + 1);
    }

    private void TakePiece(ref PartialLine pieces, ReadOnlySpan<byte> text, bool isPartial, int wrappers)
    {
        if (!isPartial && pieces is not { IsPending: true })
        {
            TakeLine(text, wrappers);
            return;
        }

        HasPieces = true;
        pieces ??= new PartialLine();
        pieces.Append(text, _line);
        if (isPartial)
        {
            return;
        }

        _line = pieces.Line;
        if (pieces.IsTooLong)
        {
            TooLong();
        }
        else
        {
            TakeLine(pieces.Bytes, wrappers);
        }

        pieces.Clear();
    }

    /// <summary>Takes a line that is no JSON: an event behind a prefix (kubectl logs --prefix), or other text.</summary>
    private void TakeText(ReadOnlySpan<byte> line, int wrappers)
    {
        int start = line.IndexOf("{\""u8);
        if (start > 0)
        {
            JsonLine value = decoder.Decode(line[start..], ref _flow);
            if (value.Kind is not (JsonLineKind.Damaged or JsonLineKind.Foreign or JsonLineKind.NotAFlow or JsonLineKind.Wrapped)
                && start + value.Consumed == line.Length)
            {
                Deliver(value, isWrapped: false);
                return;
            }
        }

        // The second half of an event that was cut in two ends as an event does.
        if (wrappers == 0 && line[^1] == '}')
        {
            Damaged(1, "no JSON");
        }
        else
        {
            _tally.Skip(SkipReason.OtherText);
        }
    }

    private void TooLong()
    {
        _tally.Skip(SkipReason.TooLong);
        _problems.Add(_file, _line, 0, "longer than 16 MB", "it is left out; no flow is that long: look at what wrote it");
    }

    private void NotAFlow(string fault)
    {
        _tally.Skip(SkipReason.NotAFlow);
        _problems.Add(_file, _line, 0, "no flow: " + fault, "it is left out; only what Hubble writes is read");
    }

    private void Damaged(int column, string fault)
    {
        _tally.Skip(SkipReason.Damaged);
        if (_isLast)
        {
            _problems.Add(_file, _line, column, Torn ?? "cut off at end of file", "what is left of the last event is left out");
            Torn = null;
        }
        else
        {
            _problems.Add(_file, _line, column, "damaged: " + fault, LeftOut);
        }
    }
}
