using System.Text.Json;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.EndToEnd;

/// <summary>What answers say of how much was recorded, from a store whose facts are known.</summary>
public sealed class CoverageTests : IDisposable
{
    private const string Diff = "diff --existing fixtures/two-sets/existing --proposed fixtures/two-sets/proposed";
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

    [Fact]
    public async Task Every_answer_says_how_much_was_recorded_and_so_does_that_of_an_export()
    {
        string store = await RecordedAsync(missingDays: 2), export = Path.Combine(_folder.Path, "export.jsonl"), copy = Path.Combine(_folder.Path, "copy.db");
        await File.WriteAllBytesAsync(export, (await Flow2Policy.RunAsync(["store", "export", "--store", store])).Bytes);
        Assert.Equal(0, (await Flow2Policy.RunAsync(["store", "import", export, "--store", copy])).Code);
        foreach (string command in (string[])["analyze", "graph", "propose", "verify --policies fixtures/two-sets/proposed", Diff, "diff --existing fixtures/two-sets/existing"])
        {
            Run json = await Flow2Policy.RunAsync([.. command.Split(' '), "--store", store, "-o", "json"]);
            Run ofExport = await Flow2Policy.RunAsync([.. command.Split(' '), export, "-o", "json"]);

            using var document = JsonDocument.Parse(json.Out);
            JsonElement coverage = document.RootElement.GetProperty("coverage");
            Assert.Equal(0.918, coverage.GetProperty("share").GetDouble(), 3);
            Assert.Equal("default/control-plane", coverage.GetProperty("worstNode").GetString());
            Assert.Equal("2026-11-06T01:00:00Z", coverage.GetProperty("nodes")[0].GetProperty("gaps")[0].GetProperty("from").GetString());
            Assert.Equal("recorded 1, not-connected 96, recorded 295", Hours(coverage.GetProperty("nodes")[0]));
            Assert.Equal("lossy 1, recorded 391", Hours(coverage.GetProperty("nodes")[1]));
            Assert.Equal(12, coverage.GetProperty("nodes")[1].GetProperty("lost").GetProperty("hubble-ring-buffer").GetInt64());
            Assert.StartsWith("warning: of the 16d 8h asked for, 15d were recorded (91.8 %); worst node default/control-plane (75.5 %)", json.Error, StringComparison.Ordinal);
            Assert.Contains("; 12 events lost; what happened in the rest is not known. Go on recording: ", json.Error, StringComparison.Ordinal);
            Assert.Equal((json.Code, json.Out), (ofExport.Code, ofExport.Out));
        }

        Run graph = await Flow2Policy.RunAsync(["graph", "--store", store, "-o", "json", "--quiet"]);
        Assert.Equal(graph.Out, (await Flow2Policy.RunAsync(["graph", "--store", copy, "-o", "json", "--quiet"])).Out);
    }

    [Fact]
    public async Task Readers_are_told_in_the_answer_itself()
    {
        const string Line = "\nCoverage  91.8 % of 16d 8h recorded; worst node", Sentence = " Of the window, 91.8 % of 16d 8h recorded; worst node", Explain = "explain catalog/api checkout/db --policies fixtures/two-sets/proposed";
        string store = await RecordedAsync(missingDays: 2);
        foreach ((string command, string expected) in ((string, string)[])
        [
            ("verify --policies fixtures/two-sets/proposed", Line), ("verify --policies fixtures/two-sets/proposed -o markdown", Sentence),
            (Diff, Line), ($"{Diff} -o markdown", Sentence),
            (Explain, Line), ($"{Explain} -o markdown", Sentence), ($"{Explain} -o json", "\"worstNode\": \"default/control-plane\""),
        ])
        {
            Run run = await Flow2Policy.RunAsync([.. command.Split(' '), "--store", store, "--quiet"]);
            Assert.Contains(expected, run.Out, StringComparison.Ordinal);
            Assert.Empty(run.Error);
        }
    }

    [Fact]
    public async Task A_gap_of_all_nodes_is_said_with_its_times()
    {
        string path = Path.Combine(_folder.Path, "gap.db");
        await ImportAsync(path);
        using (WindowStore store = WindowStore.OpenToRecord(path, TimeProvider.System))
        {
            store.Commit(new RecordedBatch { Spans = [new("default/worker-1", First.Ticks, First.AddDays(3).Ticks), new("default/worker-1", First.AddDays(5).Ticks, Last.Ticks)] });
        }

        Run run = await Flow2Policy.RunAsync(["graph", "--store", path]);

        Assert.Contains("; 1 gap: 2026-11-09 00:00:00Z to 2026-11-11 00:00:00Z", run.Error, StringComparison.Ordinal);
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

    private static string Hours(JsonElement node) =>
        string.Join(", ", node.GetProperty("hours").EnumerateArray().Select(hours => $"{hours.GetProperty("state").GetString()} {hours.GetProperty("hours").GetInt32()}"));

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
