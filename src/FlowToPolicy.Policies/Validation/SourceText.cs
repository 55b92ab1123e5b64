namespace FlowToPolicy.Policies.Validation;

/// <summary>A text by its lines, which end where YAML ends them.</summary>
internal sealed class SourceText
{
    private readonly string _text;
    private readonly int _firstLine;
    private readonly List<int> _starts = [0];
    private (int Index, string Text) _last = (-1, "");

    /// <summary>Finds the lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="firstLine">The number of its first line.</param>
    public SourceText(string text, int firstLine)
    {
        _text = text;
        _firstLine = firstLine;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }

            if (IsEnd(text[i]))
            {
                _starts.Add(i + 1);
            }
        }
    }

    /// <summary>A line without its end; empty when there is no such line.</summary>
    public string Line(int line)
    {
        int index = line - _firstLine;
        if (index < 0 || index >= _starts.Count)
        {
            return "";
        }

        // Findings of one line share its text: compact JSON is a single line of megabytes.
        if (_last.Index != index)
        {
            _last = (index, _text[_starts[index]..End(index)]);
        }

        return _last.Text;
    }

    /// <summary>The offset of a place in the text; -1 when it has no such place.</summary>
    public int Offset(int line, int column)
    {
        int index = line - _firstLine;
        bool isIn = index >= 0 && index < _starts.Count && column >= 1 && column - 1 <= End(index) - _starts[index];
        return isIn ? _starts[index] + column - 1 : -1;
    }

    /// <summary>The characters of a plain scalar without blanks that begins at a place, e.g. a number as it was written.</summary>
    public string Word(int line, int column)
    {
        int start = Offset(line, column);
        if (start < 0)
        {
            return "";
        }

        int end = start;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not (',' or '[' or ']' or '{' or '}' or '"' or '\''))
        {
            end++;
        }

        return _text[start..end];
    }

    /// <summary>Whether a text stands at a place.</summary>
    public bool Holds(int line, int column, string expected)
    {
        int start = Offset(line, column);
        return start >= 0 && string.CompareOrdinal(_text, start, expected, 0, expected.Length) == 0;
    }

    // Where the line ends, its line end left out.
    private int End(int index)
    {
        int end = index + 1 < _starts.Count ? _starts[index + 1] : _text.Length;
        while (end > _starts[index] && IsEnd(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static bool IsEnd(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
}
