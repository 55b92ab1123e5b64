namespace FlowToPolicy.Policies.Model;

/// <summary>Where something was written. The default value means "made by a program".</summary>
/// <param name="File">The file's path as it was given, or <c>-</c> for standard input.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary>Whether there is no position.</summary>
    public bool IsNone => Line == 0;

    /// <summary><c>file:line:column</c>; empty for none.</summary>
    public override string ToString() => IsNone ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
