using System.Text;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Cuts a stream into documents before anything of them is parsed, so that a broken document never hides the others: at lines <c>---</c>
/// (which no YAML can hold inside a value) and after lines <c>...</c>. Directives and comments before a <c>---</c> belong to the document after it.
/// What holds nothing is passed over without being kept.
/// </summary>
internal sealed class DocumentSplitter(TextReader input)
{
    /// <summary>The most characters of a document; a longer one is given back without its text.</summary>
    public const int LongestDocument = 32 * 1024 * 1024;

    private const char ByteOrderMark = '\uFEFF';
    private const string Separator = "---\n";

    private readonly char[] _buffer = new char[64 * 1024];
    private readonly StringBuilder _text = new();
    private int _next;
    private int _end;
    private bool _isAtEnd;
    private int _line = 1;
    private int _firstLine = 1;
    private bool _hasSeparator;
    private bool _hasContent;
    private bool _isTooLong;

    /// <summary>The next document that may hold something; null at the end.</summary>
    public DocumentText? Next()
    {
        while (LineBegins())
        {
            ReadOnlySpan<char> line = _buffer.AsSpan(_next, _end - _next);
            bool begins = IsMarker(line, '-');
            if (begins && _hasContent)
            {
                return Take();
            }

            if (begins && _hasSeparator)
            {
                Forget();
            }

            bool ends = IsMarker(line, '.');
            if (!ends)
            {
                Classify(line, begins);
            }

            ReadLine();
            if (ends && _hasContent)
            {
                return Take();
            }

            if (ends)
            {
                Forget();
            }
        }

        return _hasContent ? Take() : null;
    }

    private DocumentText Take()
    {
        var document = new DocumentText(_hasContent && !_isTooLong ? _text.ToString() : "", _firstLine, _isTooLong);
        Forget();
        return document;
    }

    private void Forget()
    {
        _text.Clear();
        _firstLine = _line;
        _hasSeparator = _hasContent = _isTooLong = false;
    }

    private static bool IsMarker(ReadOnlySpan<char> line, char mark) =>
        line.Length >= 3 && line[0] == mark && line[1] == mark && line[2] == mark && (line.Length == 3 || line[3] is ' ' or '\t' or '\r' or '\n');

    private void Classify(ReadOnlySpan<char> line, bool begins)
    {
        if (begins)
        {
            _hasSeparator = true;
            line = line[3..];
        }

        ReadOnlySpan<char> rest = line.TrimStart(" \t");
        bool isDirective = !begins && !_hasSeparator && rest.Length == line.Length && rest is ['%', ..];

        // The rest of a line may not have been read yet.
        bool isBlank = rest is [] ? _isAtEnd : rest[0] is '\r' or '\n' or '#';
        _hasContent |= !isDirective && !isBlank;
    }

    // A line begins with enough of it in the buffer to tell a marker; empty documents are passed over without looking at them one by one.
    private bool LineBegins()
    {
        Fill(atLeast: 2 * Separator.Length);
        if (!_hasContent)
        {
            bool isFirst = _line == 1 && _text.Length == 0;
            if (_next < _end && _buffer[_next] == ByteOrderMark && (isFirst || IsMarker(_buffer.AsSpan(_next + 1, _end - _next - 1), '-')))
            {
                _next++;
                Fill(atLeast: 2 * Separator.Length);
            }

            while (PassEmpty())
            {
                Fill(atLeast: 2 * Separator.Length);
            }
        }

        return _next < _end;
    }

    private bool PassEmpty()
    {
        ReadOnlySpan<char> ahead = _buffer.AsSpan(_next, _end - _next);
        int passed = 0;
        while (ahead.StartsWith(Separator + Separator))
        {
            ahead = ahead[Separator.Length..];
            passed++;
        }

        if (passed > 0)
        {
            _next += passed * Separator.Length;
            _line += passed;
            Forget();
        }

        return passed > 0;
    }

    private void ReadLine()
    {
        while (_next < _end)
        {
            ReadOnlySpan<char> ahead = _buffer.AsSpan(_next, _end - _next);
            int newline = ahead.IndexOf('\n');
            ReadOnlySpan<char> part = newline < 0 ? ahead : ahead[..(newline + 1)];
            Keep(part);
            _next += part.Length;
            if (newline >= 0)
            {
                _line++;
                return;
            }

            Fill(atLeast: 1);
        }
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        if (!_isTooLong && _text.Length + part.Length > LongestDocument)
        {
            _isTooLong = _hasContent = true;
            _text.Clear();
        }

        if (!_isTooLong)
        {
            _text.Append(part);
        }
    }

    private void Fill(int atLeast)
    {
        while (_end - _next < atLeast && !_isAtEnd)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            _end -= _next;
            _next = 0;
            int read = input.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _isAtEnd = read == 0;
        }
    }
}
