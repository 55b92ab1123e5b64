namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Cuts a log into what holds one event each: lines as a rule; the elements of a JSON array, whether it is written in one
/// line or in many; and JSON objects over many lines, as jq prints them. Holds no more than one of them in memory.
/// </summary>
internal sealed class FrameReader
{
    /// <summary>The longest line or element that is read: 16 MiB.</summary>
    public const int LongestLine = 16 << 20;

    private readonly InputBuffer _buffer = new(LongestLine + (1 << 16));
    private long _line;
    private bool _inArray;

    /// <summary>What is read from.</summary>
    public InputBuffer Buffer => _buffer;

    /// <summary>The line that comes next, from 1.</summary>
    public long Line => _line;

    /// <summary>Whether there was an array or an object over many lines since the stream began.</summary>
    public bool HasStructure { get; private set; }

    /// <summary>Starts with another stream.</summary>
    public void Attach(Stream stream)
    {
        HasStructure = false;
        _buffer.Attach(stream);
        _line = 1;
        _inArray = false;
    }

    /// <summary>
    /// The lines that come next and were read whole; empty inside of an array. More of them come with <see cref="Next"/>.
    /// </summary>
    public ReadOnlySpan<byte> WholeLines => _inArray ? default : _buffer.WholeLines;

    /// <summary>Says that the line that comes next was read, with its <paramref name="length"/>.</summary>
    public void PassLine(int length)
    {
        _buffer.Advance(length);
        _line++;
    }

    /// <summary>The next piece. False at the end.</summary>
    public bool Next(out Frame frame)
    {
        while (_inArray || OpensArray())
        {
            if (!_inArray)
            {
                _buffer.Advance(1);
                _inArray = true;
                HasStructure = true;
            }

            if (NextElement(out frame))
            {
                return true;
            }
        }

        if (OpensObjectOfManyLines())
        {
            HasStructure = true;
            frame = ReadValue(0);
            EndLine();
            return true;
        }

        return NextLine(out frame);
    }

    private bool NextLine(out Frame frame)
    {
        int seen = 0;
        while (true)
        {
            int length = _buffer.Unread[seen..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                frame = TakeLine(FrameKind.Line, seen + length, 1);
                return true;
            }

            seen = _buffer.Unread.Length;
            if (seen > LongestLine)
            {
                frame = DropLine();
                return true;
            }

            if (!_buffer.Fill())
            {
                frame = seen == 0 ? default : TakeLine(FrameKind.LastLine, seen, 0);
                return seen > 0;
            }
        }
    }

    private Frame TakeLine(FrameKind kind, int length, int lineBreak)
    {
        bool isTooLong = length > LongestLine;
        var frame = new Frame(isTooLong ? FrameKind.TooLong : kind, _line++, isTooLong ? default : _buffer.Unread[..length]);
        _buffer.Advance(length + lineBreak);
        return frame;
    }

    private Frame DropLine()
    {
        while (true)
        {
            int end = _buffer.Unread.IndexOf((byte)'\n');
            _buffer.Advance(end < 0 ? _buffer.Unread.Length : end + 1);
            if (end >= 0 || !_buffer.Fill())
            {
                return new Frame(FrameKind.TooLong, _line++, default);
            }
        }
    }

    /// <summary>The next element of the array. False when the array ends, without a word, and lines go on.</summary>
    private bool NextElement(out Frame frame)
    {
        int column = SkipToElement();
        if (!Has(1))
        {
            _inArray = false;
            frame = new Frame(FrameKind.CutAtEnd, _line, default);
            return true;
        }

        switch (_buffer.Unread[0])
        {
            case (byte)']':
                _buffer.Advance(1);
                _inArray = false;
                EndLine();
                frame = default;
                return false;
            case (byte)'{' or (byte)'[':
                frame = ReadValue(column);
                return true;
            default:
                frame = ReadWord();
                return true;
        }
    }

    /// <summary>Skips what separates elements; says how many bytes stand before the element in its line.</summary>
    private int SkipToElement()
    {
        int column = 0;
        while (Has(1) && _buffer.Unread[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            bool isLineBreak = _buffer.Unread[0] == '\n';
            column = isLineBreak ? 0 : column + 1;
            _line += isLineBreak ? 1 : 0;
            _buffer.Advance(1);
        }

        return column;
    }

    private Frame ReadValue(int column)
    {
        var scanner = new StructureScanner(column);
        long line = _line;
        bool isTooLong = false;
        while (true)
        {
            ScanResult result = scanner.Scan(_buffer.Unread);
            isTooLong |= scanner.At > LongestLine;
            if (result == ScanResult.More)
            {
                if (isTooLong)
                {
                    _buffer.Advance(scanner.At);
                    scanner.Drop();
                }

                if (_buffer.Fill())
                {
                    continue;
                }

                _inArray = false;
                scanner.Skip(_buffer.Unread.Length);
            }

            FrameKind kind = isTooLong ? FrameKind.TooLong : result switch
            {
                ScanResult.End => FrameKind.Element,
                ScanResult.Cut => FrameKind.CutElement,
                _ => FrameKind.CutAtEnd,
            };
            var frame = new Frame(kind, line, isTooLong ? default : _buffer.Unread[..scanner.At]);
            _buffer.Advance(scanner.At);
            _line += scanner.Lines;
            return frame;
        }
    }

    /// <summary>Reads what is neither object nor array, up to what may end an element.</summary>
    private Frame ReadWord()
    {
        int length;
        while ((length = _buffer.Unread.IndexOfAny(",]\n"u8)) < 0 && _buffer.Unread.Length < LongestLine && _buffer.Fill())
        {
        }

        length = length < 0 ? _buffer.Unread.Length : length;
        var frame = new Frame(FrameKind.Element, _line, _buffer.Unread[..length]);
        _buffer.Advance(length);
        return frame;
    }

    /// <summary>Skips what is blank up to and including the end of the line.</summary>
    private void EndLine()
    {
        while (Has(1) && _buffer.Unread[0] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            _buffer.Advance(1);
        }

        if (Has(1) && _buffer.Unread[0] == '\n')
        {
            _buffer.Advance(1);
            _line++;
        }
    }

    /// <summary>Whether an array of objects begins here; other brackets begin the text of log lines.</summary>
    private bool OpensArray()
    {
        if (!Has(1) || _buffer.Unread[0] != '[')
        {
            return false;
        }

        for (int i = 1; Has(i + 1) && i < LongestLine; i++)
        {
            if (_buffer.Unread[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return _buffer.Unread[i] is (byte)'{' or (byte)']';
            }
        }

        return false;
    }

    /// <summary>Whether a line with nothing but an opening brace is here: events are never broken like that by accident.</summary>
    private bool OpensObjectOfManyLines() =>
        Has(1) && _buffer.Unread[0] == '{' && Has(2) && _buffer.Unread[1] is (byte)'\n' or (byte)'\r';

    private bool Has(int count)
    {
        while (_buffer.Unread.Length < count)
        {
            if (!_buffer.Fill())
            {
                return false;
            }
        }

        return true;
    }
}
