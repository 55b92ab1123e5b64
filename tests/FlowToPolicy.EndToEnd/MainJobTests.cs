using System.Text;
using System.Text.Json;

namespace FlowToPolicy.EndToEnd;

public class MainJobTests
{
    [Fact]
    public async Task Analyze_says_everything_from_window_to_proof()
    {
        Run run = await Flow2Policy.RunAsync(["analyze", RecordedLog.Path]);
        Assert.Equal(0, run.Code);
        Golden.Check("analyze-small.txt", run.Out);
        Golden.Check("analyze-small.stderr.txt", run.Error);
    }

    [Fact]
    public async Task Propose_writes_the_policies_as_one_stream_and_all_else_beside_it()
    {
        Run run = await Flow2Policy.RunAsync(["propose", RecordedLog.Path]);
        Assert.Equal(0, run.Code);
        Golden.Check("propose-small.yaml", run.Out);
        Golden.Check("propose-small.stderr.txt", run.Error);
        Assert.StartsWith("---\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("dot")]
    [InlineData("mermaid")]
    [InlineData("json")]
    public async Task Graph_writes_every_format(string format)
    {
        Run run = await Flow2Policy.RunAsync(["graph", RecordedLog.Path, "-o", format]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check($"graph-small.{format}", run.Out);
    }

    [Theory]
    [InlineData("analyze", "Analysis")]
    [InlineData("propose", "Proposal")]
    [InlineData("graph", "CommunicationGraph")]
    public async Task Every_document_begins_with_version_kind_and_summary(string command, string kind)
    {
        Run run = await Flow2Policy.RunAsync([command, RecordedLog.Path, "-o", "json", "--quiet"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(["apiVersion", "kind", "summary"], document.RootElement.EnumerateObject().Take(3).Select(p => p.Name));
        Assert.Equal(kind, document.RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Lines_read_are_lines_accounted_for()
    {
        Run run = await Flow2Policy.RunAsync(["graph", "-", "-o", "json"], Encoding.UTF8.GetBytes(string.Join('\n', [.. RecordedLog.Lines, "", "{\"flow\":", "{}"])));
        using JsonDocument document = JsonDocument.Parse(run.Bytes);
        JsonElement accounting = document.RootElement.GetProperty("accounting");
        long reasons = accounting.GetProperty("reasons").EnumerateObject().Sum(r => r.Value.GetInt64());
        Assert.Equal(RecordedLog.Lines.Length + 3, accounting.GetProperty("read").GetInt64());
        Assert.Equal(accounting.GetProperty("read").GetInt64(), accounting.GetProperty("folded").GetInt64() + reasons);
    }

    [Fact]
    public async Task Verbose_lists_what_became_of_the_lines_and_how_long_the_stages_took()
    {
        Run run = await Flow2Policy.RunAsync(["analyze", RecordedLog.Path, "--verbose"]);
        Assert.Equal(0, run.Code);
        foreach (string stage in (string[])["read", "fold", "synthesise", "prove", "write"])
        {
            Assert.Matches($@"(?m)^{stage} +\d+\.\d{{3}} s$", run.Error);
        }

        Assert.Contains("2 000 lines read:", run.Error, StringComparison.Ordinal);
        Assert.Contains("sighting of an edge", run.Error, StringComparison.Ordinal);
    }
}
