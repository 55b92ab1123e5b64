using System.Globalization;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>What a run of <see cref="ProposeRun"/> is to measure.</summary>
internal sealed record ProposeArguments
{
    /// <summary>Most workloads; where there are less than ten edges for each, there are fewer.</summary>
    public int Workloads { get; private init; } = 10_000;

    public IReadOnlyList<int> Edges { get; private init; } = [10_000, 100_000, 1_000_000];

    public int Seed { get; private init; } = 1;

    /// <summary>The published program, to be timed as a whole as well; null for the stages alone.</summary>
    public string? Binary { get; private init; }

    /// <summary>Reads pairs of a name and a value.</summary>
    public static ProposeArguments Read(IReadOnlyList<string> words)
    {
        var read = new ProposeArguments();
        for (int i = 0; i < words.Count; i += 2)
        {
            string value = i + 1 < words.Count ? words[i + 1] : throw new ArgumentException($"{words[i]} needs a value");
            read = words[i] switch
            {
                "--workloads" => read with { Workloads = Number(value) },
                "--edges" => read with { Edges = [.. value.Split(',').Select(Number)] },
                "--seed" => read with { Seed = Number(value) },
                "--binary" => read with { Binary = value },
                _ => throw new ArgumentException($"there is no {words[i]}; there are --workloads, --edges, --seed, --binary"),
            };
        }

        return read;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
