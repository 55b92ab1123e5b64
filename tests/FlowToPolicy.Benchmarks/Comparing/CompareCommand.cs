using System.CommandLine;

namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary><c>compare</c>: times whole processes of this tool and of others on one log, several rounds in turn.</summary>
internal static class CompareCommand
{
    private const int Megabyte = 1_000_000;

    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var place = new Argument<string>("log") { Description = "a log: a file or a folder of files, plain or *.gz" };
        var tool = new Option<string>("--tool")
        {
            Description = "the binary of flow2policy to time (default: the one built beside this program, which is not compiled ahead)",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "flow2policy"),
        };
        var rounds = new Option<int>("--rounds") { Description = "how often each tool runs", DefaultValueFactory = _ => 5 };
        var cores = new Option<string>("--cores") { Description = "numbers of cores for the tools that can use several", DefaultValueFactory = _ => "1,2" };
        var beginning = new Option<int>("--slow-mb") { Description = "how much of the log the slow tools read", DefaultValueFactory = _ => 256 };
        var duckdb = new Option<string?>("--duckdb-module") { Description = "the folder of @duckdb/node-api, where no duckdb binary is installed" };
        var root = new RootCommand("Times whole processes on one log and prints a Markdown table.") { place, tool, rounds, cores, beginning, duckdb };
        root.SetAction(given =>
        {
            int[] counts = [.. given.GetValue(cores)!.Split(',').Select(int.Parse)];
            if (!OperatingSystem.IsLinux() || counts.Min() < 1 || counts.Max() > Environment.ProcessorCount || given.GetValue(rounds) < 1)
            {
                Console.Error.WriteLine($"compare runs on Linux, with --rounds of 1 or more and --cores from 1 to {Environment.ProcessorCount}");
                return 2;
            }

            var input = new ComparedInput(given.GetValue(place)!);
            using var head = new ComparedBeginning(input, (long)given.GetValue(beginning) * Megabyte);
            var tools = new ComparedTools(input, head, given.GetValue(tool)!, given.GetValue(duckdb));
            IReadOnlyList<ComparedTool> rows = tools.Find(counts);
            for (int round = 1; round <= given.GetValue(rounds); round++)
            {
                foreach (ComparedTool row in rows)
                {
                    Console.Error.WriteLine($"round {round}: {row.Name}, {row.Cores} cores");
                    row.Rounds.Add(TimedProcess.Run(row.Command, row.Cores));
                }
            }

            ComparisonTable.Print(input, rows, tools.Versions, tools.Missing);
            return 0;
        });
        return root.Parse(args).Invoke();
    }
}
