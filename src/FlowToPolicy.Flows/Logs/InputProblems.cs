namespace FlowToPolicy.Flows.Logs;

/// <summary>The problems of one run: all are counted, the first ones kept.</summary>
public sealed class InputProblems
{
    /// <summary>How many problems are kept.</summary>
    public const int Kept = 20;

    private readonly List<InputProblem> _first = [];
    private readonly bool _strict;

    internal InputProblems(bool strict) => _strict = strict;

    /// <summary>How many problems there were.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, in the order of the input.</summary>
    public IReadOnlyList<InputProblem> First => _first;

    /// <summary>Takes a problem.</summary>
    /// <exception cref="InputException">The run is strict.</exception>
    internal void Add(string file, long line, int column, string what, string advice)
    {
        Count++;
        if (_first.Count < Kept)
        {
            Keep(new InputProblem(PrintableText.Of(file), line, column, PrintableText.Of(what), advice));
        }
    }

    /// <summary>Takes the problems of what follows, where <paramref name="linesBefore"/> lines of the same file stand before it.</summary>
    /// <exception cref="InputException">The run is strict and there are some.</exception>
    internal void Add(InputProblems next, long linesBefore)
    {
        Count += next.Count;
        foreach (InputProblem problem in next.First)
        {
            if (_first.Count < Kept)
            {
                Keep(problem with { Line = problem.Line == 0 ? 0 : problem.Line + linesBefore });
            }
        }
    }

    private void Keep(InputProblem problem)
    {
        _first.Add(problem);
        if (_strict)
        {
            throw new InputException(problem.ToString());
        }
    }
}
