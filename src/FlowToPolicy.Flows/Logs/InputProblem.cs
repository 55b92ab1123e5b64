using System.Globalization;

namespace FlowToPolicy.Flows.Logs;

/// <summary>Something in the input that could not be used, while reading went on. All texts are printable.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Column">The byte in the line, from 1; 0 when not known.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Advice">What was done and what to do next.</param>
public sealed record InputProblem(string File, long Line, int Column, string What, string Advice)
{
    /// <summary>The problem in one line, as compilers print theirs: <c>file:line:column: what; advice</c>.</summary>
    public override string ToString()
    {
        string place = (Line, Column) switch
        {
            (0, _) => File,
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
        };
        return $"{place}: {What}; {Advice}";
    }
}
