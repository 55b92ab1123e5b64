using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Tells the line and column of each character of a document in its file.</summary>
internal sealed class LineTable
{
    private readonly List<int> _starts = [0];
    private readonly string _file;
    private readonly int _firstLine;

    /// <summary>The lines of a document; <c>\r\n</c>, <c>\n</c> and a lone <c>\r</c> end one.</summary>
    public LineTable(DocumentText document, string file)
    {
        _file = file;
        _firstLine = document.FirstLine;
        string text = document.Text;
        for (int i = text.IndexOfAny(['\r', '\n']); i >= 0;)
        {
            int next = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            _starts.Add(next);
            int found = text.AsSpan(next).IndexOfAny('\r', '\n');
            i = found < 0 ? -1 : next + found;
        }
    }

    /// <summary>The position of a character.</summary>
    /// <param name="index">From 0, in UTF-16 units.</param>
    public SourcePosition At(int index)
    {
        int found = _starts.BinarySearch(index);
        int line = found < 0 ? ~found - 1 : found;
        return new SourcePosition(_file, _firstLine + line, index - _starts[line] + 1);
    }
}
