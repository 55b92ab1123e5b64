using System.Text.RegularExpressions;

namespace FlowToPolicy.EndToEnd;

public sealed partial class StoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_that_was_imported_gives_every_command_the_same_answer_as_the_log()
    {
        await ImportAsync("window.db");
        foreach (string[] command in (string[][])[["graph", "-o", "json"], ["propose"], ["analyze", "-o", "json"], ["verify", "--policies", "fixtures/mistakes", "-o", "json"]])
        {
            Run log = await Flow2Policy.RunAsync([.. command, RecordedLog.Path, "--quiet"]);
            Run store = await Flow2Policy.RunAsync([.. command, "--store", Path("window.db"), "--quiet"]);
            Assert.Equal((log.Code, log.Out), (store.Code, store.Out));
        }
    }

    [Fact]
    public async Task Without_a_path_the_only_store_of_the_user_is_meant()
    {
        var environment = new Dictionary<string, string> { ["XDG_STATE_HOME"] = _folder.Path };
        Run none = await Flow2Policy.RunAsync(["graph"], environment: environment);
        Assert.Equal(2, none.Code);
        Assert.Contains("graph needs a PATH with flows", none.Error, StringComparison.Ordinal);
        Directory.CreateDirectory(Path("flow2policy"));
        await ImportAsync("flow2policy/prod.db");
        Run one = await Flow2Policy.RunAsync(["graph", "-o", "csv"], environment: environment);
        Assert.Equal(0, one.Code);
        Golden.Check("graph-small.csv", one.Out);
        File.Copy(Path("flow2policy/prod.db"), Path("flow2policy/test.db"));
        Run two = await Flow2Policy.RunAsync(["graph"], environment: environment);
        Assert.Equal(2, two.Code);
        Assert.Contains("(prod.db, test.db); name one with --store", two.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "store-info.txt")]
    [InlineData("json", "store-info.json")]
    public async Task Info_says_what_a_store_holds(string format, string golden)
    {
        await ImportAsync("window.db");
        Run run = await Flow2Policy.RunAsync(["store", "info", "--store", Path("window.db"), "-o", format]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check(golden, Size().Replace(run.Out.Replace(_folder.Path, "FOLDER", StringComparison.Ordinal), "SIZE"));
    }

    [Fact]
    public async Task What_is_exported_is_a_PATH_that_gives_the_same_graph()
    {
        await ImportAsync("window.db");
        Run export = await Flow2Policy.RunAsync(["store", "export", "--store", Path("window.db")]);
        Assert.Equal((0, ""), (export.Code, export.Error));
        Golden.Check("store-export.jsonl", export.Out);
        File.WriteAllText(Path("window.jsonl"), export.Out);
        Run graph = await Flow2Policy.RunAsync(["graph", Path("window.jsonl"), "-o", "json"]);
        Assert.Equal((0, ""), (graph.Code, graph.Error));
        Golden.Check("graph-small.json", graph.Out);
        Run imported = await Flow2Policy.RunAsync(["store", "import", Path("window.jsonl"), "--store", Path("again.db")]);
        Assert.Equal(0, imported.Code);
        Run again = await Flow2Policy.RunAsync(["store", "export", "--store", Path("again.db")]);
        Assert.Equal(export.Out, again.Out);
    }

    [Fact]
    public async Task The_rows_in_the_documentation_are_a_PATH()
    {
        string page = File.ReadAllText(System.IO.Path.Combine(FlowToPolicy.Tests.Repository.Root, "docs", "store-format.md"));
        File.WriteAllText(Path("rows.jsonl"), Rows().Match(page).Groups["rows"].Value);
        Run run = await Flow2Policy.RunAsync(["graph", Path("rows.jsonl"), "--strict"]);
        Assert.Equal((0, "coverage: 100.0 % of 1h recorded\n"), (run.Code, run.Error));
        Assert.Contains("shop/api", run.Out, StringComparison.Ordinal);
        Assert.Contains("world", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merging_says_what_counts_once()
    {
        await ImportAsync("a.db");
        Run first = await Flow2Policy.RunAsync(["store", "merge", Path("a.db"), "--store", Path("sum.db")]);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Run again = await Flow2Policy.RunAsync(["store", "merge", Path("a.db"), "--store", Path("sum.db")]);
        Assert.Equal(0, again.Code);
        Assert.Contains("2 000 lines that may be the same flows count once", again.Error, StringComparison.Ordinal);
        Run itself = await Flow2Policy.RunAsync(["store", "merge", Path("a.db"), "--store", Path("a.db")]);
        Assert.Equal(2, itself.Code);
    }

    [Fact]
    public async Task Of_a_folder_what_is_no_log_is_left_out_as_analyze_does_and_strict_forbids_it()
    {
        Directory.CreateDirectory(Path("export"));
        File.Copy(System.IO.Path.Combine(FlowToPolicy.Tests.Repository.Root, RecordedLog.Path), Path("export/flows.jsonl.gz"));
        File.WriteAllText(Path("export/agent.log"), "level=info msg=started\n");
        Run analyze = await Flow2Policy.RunAsync(["analyze", Path("export")]);
        Run import = await Flow2Policy.RunAsync(["store", "import", Path("export"), "--store", Path("window.db")]);
        Assert.Equal((0, 0), (analyze.Code, import.Code));
        Assert.Contains("agent.log", import.Error, StringComparison.Ordinal);
        Assert.Contains("the file is left out", import.Error, StringComparison.Ordinal);
        Assert.Contains("2 000 lines added", import.Out, StringComparison.Ordinal);
        Run strict = await Flow2Policy.RunAsync(["store", "import", Path("export"), "--store", Path("strict.db"), "--strict"]);
        Run named = await Flow2Policy.RunAsync(["store", "import", Path("export/agent.log"), "--store", Path("named.db")]);
        Assert.Equal((3, 3), (strict.Code, named.Code));
        File.Delete(Path("export/flows.jsonl.gz"));
        Run nothing = await Flow2Policy.RunAsync(["store", "import", Path("export"), "--store", Path("none.db")]);
        Assert.Equal(3, nothing.Code);
        Assert.Contains("none of 1 file holds a flow", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_cut_off_is_said_in_JSON_too()
    {
        byte[] whole = await File.ReadAllBytesAsync(System.IO.Path.Combine(FlowToPolicy.Tests.Repository.Root, RecordedLog.Path));
        await File.WriteAllBytesAsync(Path("cut.jsonl.gz"), whole[..(whole.Length / 2)]);
        foreach (string command in (string[])["graph", "analyze", "verify --policies fixtures/two-sets/proposed"])
        {
            Run run = await Flow2Policy.RunAsync([.. command.Split(' '), Path("cut.jsonl.gz"), "-o", "json", "--quiet"]);
            using var document = System.Text.Json.JsonDocument.Parse(run.Out);
            Assert.Contains("cut off", document.RootElement.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("store info --store fixtures", 3, "is a folder")]
    [InlineData("store info --store fixtures/small/about.md", 3, "is no store")]
    [InlineData("store info --store no/such.db", 3, "there is no store at no/such.db")]
    [InlineData("graph --store=", 2, "--store is empty")]
    [InlineData("store prune --store x.db", 2, "needs --retain")]
    [InlineData("store prune --store x.db --retain 3m", 2, "a duration of at least an hour")]
    [InlineData("store merge a.db", 2, "needs --store")]
    [InlineData("store import - --store x.db", 2, "takes no standard input")]
    [InlineData("store frobnicate", 2, "frobnicate")]
    public async Task What_cannot_be_done_is_one_line(string arguments, int code, string message)
    {
        Run run = await Flow2Policy.RunAsync(arguments.Split(' '));
        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private async Task ImportAsync(string name)
    {
        Run run = await Flow2Policy.RunAsync(["store", "import", RecordedLog.Path, "--store", Path(name)]);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [GeneratedRegex(@"```jsonl\n(?<rows>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Rows();

    // Another SQLite may lay its pages out differently.
    [GeneratedRegex(@"[0-9.]+ kB|(?<=""bytes"": )\d+")]
    private static partial Regex Size();
}
