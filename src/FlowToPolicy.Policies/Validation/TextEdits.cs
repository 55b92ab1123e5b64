namespace FlowToPolicy.Policies.Validation;

/// <summary>A file's text after edits.</summary>
/// <param name="Text">The text.</param>
/// <param name="Applied">The edits that were made.</param>
/// <param name="Refused">Those that were not, because another text stands at their place or another edit touched it.</param>
public sealed record EditedText(string Text, IReadOnlyList<TextEdit> Applied, IReadOnlyList<TextEdit> Refused);

/// <summary>Makes edits in the text of a file and changes nothing else of it: comments, order, line ends and flow style stay.</summary>
public static class TextEdits
{
    /// <summary>Makes the edits whose old text stands at their place. Equal edits count once.</summary>
    /// <param name="fileText">The whole text of the file that the edits were found in.</param>
    /// <param name="edits">The edits, in any order.</param>
    public static EditedText Apply(string fileText, IEnumerable<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(fileText);
        ArgumentNullException.ThrowIfNull(edits);
        var source = new SourceText(fileText, 1);
        List<TextEdit> applied = [], refused = [];
        var pieces = new List<string>();
        int untouched = fileText.Length;

        // From the end, so that the places of those still to come do not move.
        foreach (TextEdit edit in edits.Distinct().OrderByDescending(edit => edit.Line).ThenByDescending(edit => edit.Column).ThenBy(edit => edit.New, StringComparer.Ordinal))
        {
            int start = source.Offset(edit.Line, edit.Column);
            if (edit.Old.Length == 0 || !source.Holds(edit.Line, edit.Column, edit.Old) || start + edit.Old.Length > untouched)
            {
                refused.Add(edit);
                continue;
            }

            pieces.Add(fileText[(start + edit.Old.Length)..untouched]);
            pieces.Add(edit.New);
            untouched = start;
            applied.Add(edit);
        }

        pieces.Add(fileText[..untouched]);
        pieces.Reverse();
        applied.Reverse();
        refused.Reverse();
        return new EditedText(string.Concat(pieces), applied, refused);
    }
}
