using System.Diagnostics;
using System.Globalization;
using System.Text;
using FlowToPolicy.Tests.Flows.Logs;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>
/// Lines with small changes, read both ways, for as many seconds as <c>F2P_FUZZ_SECONDS</c> says (30). Another seed each time,
/// unless <c>F2P_SEED</c> names one; it is printed. Runs alone, because the memory that it watches is that of the whole process.
/// </summary>
[Collection(Alone)]
public class UsualLineFuzzTests(ITestOutputHelper output)
{
    private const string Alone = "Fuzzing alone";

    [Fact]
    public void Both_paths_agree_on_whatever_the_fast_one_takes()
    {
        int seed = Setting("F2P_SEED", Environment.TickCount & int.MaxValue);
        var time = TimeSpan.FromSeconds(Setting("F2P_FUZZ_SECONDS", 30));
        byte[][] lines = [.. Lines()];
        var mutation = new LineMutation(lines, new Random(seed));
        var both = new BothPaths();
        var clock = Stopwatch.StartNew();
        long memory = 0;
        try
        {
            while (clock.Elapsed < time)
            {
                for (int i = 0; i < 10_000; i++)
                {
                    both.Read(mutation.Next());
                }

                // Tables fill slowly up to their bounds, because few of the changed lines come twice: what grows without a bound grows in the second half too.
                memory = memory == 0 && clock.Elapsed > time / 2 ? GC.GetTotalMemory(forceFullCollection: true) : memory;
            }
        }
        finally
        {
            output.WriteLine($"seed {seed}: {both.Lines} lines in {clock.Elapsed.TotalSeconds:F0} s, {both.Taken} of them read by both");
        }

        long growth = memory == 0 ? 0 : GC.GetTotalMemory(forceFullCollection: true) - memory;
        output.WriteLine($"memory after half of the time {memory / 1000} kB, growth since then {growth / 1000} kB");
        Assert.True(both.Taken > both.Lines / 10, $"{both.Taken} of {both.Lines}");
        Assert.InRange(growth, long.MinValue, 64_000_000);
    }

    private static IEnumerable<byte[]> Lines() =>
        LogLines.Of(Repository.Fixture("two-weeks", "flows.jsonl.gz")).Take(300)
            .Concat(LogLines.Of(Repository.Fixture("dual-stack", "flows.jsonl.gz")).Take(300))
            .Concat(Directory.GetFiles(Repository.Fixture("samples"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
            .Where(line => line.Length > 0).Select(Encoding.UTF8.GetBytes);

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;

    /// <summary>No other test runs meanwhile.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class Definition;
}
