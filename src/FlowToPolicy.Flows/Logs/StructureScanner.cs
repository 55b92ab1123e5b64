using System.Buffers;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Finds the end of a JSON object or array that may span lines, without reading it: brackets outside of strings are counted.
/// Two signs tell that it breaks off in the middle: a line break inside a string, and a line that opens an object no deeper
/// indented than the value itself.
/// </summary>
/// <param name="column">How many bytes stand before the value in its line.</param>
internal struct StructureScanner(int column)
{
    private static readonly SearchValues<byte> Outside = SearchValues.Create("{}[]\"\n"u8);
    private static readonly SearchValues<byte> Inside = SearchValues.Create("\"\\\n"u8);
    private readonly int _column = column;
    private int _depth;
    private bool _inString;
    private int _lineStart = -1;

    /// <summary>How many bytes were looked at; at the end: how many the value has.</summary>
    public int At { get; private set; }

    /// <summary>How many line breaks are among them.</summary>
    public int Lines { get; private set; }

    /// <summary>Goes on with <paramref name="value"/>, whose first <see cref="At"/> bytes were seen before.</summary>
    public ScanResult Scan(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            int next = value[At..].IndexOfAny(_inString ? Inside : Outside);
            if (next < 0)
            {
                At = value.Length;
                return ScanResult.More;
            }

            At += next;
            switch (value[At])
            {
                case (byte)'\\' when At + 1 == value.Length:
                    return ScanResult.More;
                case (byte)'\\':
                    At += 2;
                    continue;
                case (byte)'"':
                    _inString = !_inString;
                    break;
                case (byte)'\n' when _inString:
                    return EndOfLine(ScanResult.Cut);
                case (byte)'\n':
                    EndOfLine(ScanResult.More);
                    continue;
                case (byte)'{' when Reopens(value):
                    At = _lineStart;
                    return ScanResult.Cut;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                default:
                    _depth--;
                    break;
            }

            At++;
            if (_depth == 0 && !_inString)
            {
                return ScanResult.End;
            }
        }
    }

    /// <summary>Says that the input ended: the value has only so many bytes.</summary>
    public void Skip(int length) => At = length;

    /// <summary>Forgets the bytes that were seen: the caller drops them.</summary>
    public void Drop()
    {
        At = 0;
        _lineStart = -1;
    }

    private ScanResult EndOfLine(ScanResult result)
    {
        At++;
        Lines++;
        _lineStart = At;
        return result;
    }

    private readonly bool Reopens(ReadOnlySpan<byte> value) =>
        _depth > 0 && _lineStart >= 0 && At - _lineStart <= _column && value[_lineStart..At].IndexOfAnyExcept(" \t"u8) < 0;
}
