using System.Text.Json;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.EndToEnd;

/// <summary>What answers say of how much was recorded, from a store whose facts are known.</summary>
public sealed class CoverageTests : IDisposable
{
    private static readonly DateTime First = new(2026, 11, 6, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_analysis_says_first_how_much_of_the_window_was_recorded_and_what_to_do()
    {
        string store = await RecordedAsync(missingDays: 2);

        Run run = await Flow2Policy.RunAsync(["analyze", "--store", store]);
        Run json = await Flow2Policy.RunAsync(["analyze", "--store", store, "-o", "json", "--quiet"]);

        Assert.Equal(0, run.Code);
        Assert.Contains("Coverage  91.8 % of 16d 8h recorded; worst node default/control-plane (75.5 %)", run.Out, StringComparison.Ordinal);
        Assert.Contains("Unseen    the chance that the next connection is of a kind never seen is ", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("warning: of the 16d 8h asked for, 15d were recorded (91.8 %)", run.Error, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Out);
        JsonElement coverage = report.RootElement.GetProperty("coverage");
        Assert.Equal(0.918, coverage.GetProperty("share").GetDouble(), 3);
        Assert.Equal(3, coverage.GetProperty("nodes").GetArrayLength());
        Assert.Equal(12, coverage.GetProperty("lostEvents").GetInt64());
        JsonElement confidence = report.RootElement.GetProperty("confidence");
        Assert.Equal(17, confidence.GetProperty("newEdges").GetArrayLength());
        Assert.InRange(confidence.GetProperty("all").GetProperty("unseenChance").GetProperty("estimate").GetDouble(), 0.001, 0.1);
    }

    [Theory]
    [InlineData(0, "believable: 16.3 of 16.3 days recorded")]
    [InlineData(6, "not believable yet: 4.3 of 16.3 days recorded")]
    public async Task Explain_says_whether_it_is_believable_that_nothing_was_observed(int missingDays, string expected)
    {
        string store = await RecordedAsync(missingDays);

        Run run = await Flow2Policy.RunAsync(["explain", "catalog/api", "checkout/db", "5432", "--store", store, "--policies", "fixtures/two-sets/proposed"]);

        Assert.Equal(0, run.Code);
        Assert.Contains($"observed: nothing in the window; {expected}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_files_say_nothing_of_when_nobody_recorded()
    {
        string store = Path.Combine(_folder.Path, "imported.db");
        await ImportAsync(store);

        Run run = await Flow2Policy.RunAsync(["analyze", "--store", store]);

        Assert.DoesNotContain("Coverage", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("were recorded", run.Error, StringComparison.Ordinal);
    }

    /// <summary>All three nodes were read throughout, but for the first days of one of them; a few events were lost.</summary>
    private async Task<string> RecordedAsync(int missingDays)
    {
        string path = Path.Combine(_folder.Path, "recorded.db");
        await ImportAsync(path);
        using WindowStore store = WindowStore.OpenToRecord(path, TimeProvider.System);
        var spans = new List<RecordedSpan>
        {
            new("default/worker-1", First.Ticks, Last.Ticks),
            new("default/worker-2", First.Ticks, Last.Ticks),
            new("default/control-plane", First.Ticks, First.AddHours(1).Ticks),
            new("default/control-plane", First.AddHours(1).AddDays(missingDays * 2).Ticks, Last.Ticks),
        };
        store.Commit(new RecordedBatch { Spans = spans, Losses = missingDays == 2 ? [new("default/worker-1", First.Ticks / TimeSpan.TicksPerHour, LossSource.HubbleRingBuffer, 12)] : [] });
        return path;
    }

    private static async Task ImportAsync(string store) =>
        Assert.Equal(0, (await Flow2Policy.RunAsync(["store", "import", "fixtures/two-weeks/flows.jsonl.gz", "--store", store])).Code);
}
