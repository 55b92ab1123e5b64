using System.Text.Json;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating;

/// <summary><c>check</c>: holds what <c>graph -o json</c> said of a generated log against its truth.</summary>
internal static class CheckCommand
{
    private const int Shown = 20;

    /// <summary>Compares a file (or <c>-</c>, standard input) with a truth; 1 when they differ.</summary>
    public static int Run(string graph, string truth)
    {
        using var reader = new StreamReader(truth);
        (LogTruth log, List<TruthEdge> edges) = TruthFile.Read(reader);
        using Stream input = graph == "-" ? Console.OpenStandardInput() : File.OpenRead(graph);
        using JsonDocument document = JsonDocument.Parse(input);
        IReadOnlyList<string> differences = TruthCheck.Differences(log, edges, document.RootElement);
        foreach (string difference in differences.Take(Shown))
        {
            Console.WriteLine(difference);
        }

        Console.WriteLine(differences.Count == 0
            ? $"equal: {edges.Count} edges, {log.Lines} lines, {log.Sightings} sightings"
            : $"{differences.Count} differences");
        return differences.Count == 0 ? 0 : 1;
    }
}
