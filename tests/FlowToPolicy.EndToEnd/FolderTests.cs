namespace FlowToPolicy.EndToEnd;

public sealed class FolderTests : IDisposable
{
    private const string Lock = "flow2policy.lock.json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_gets_one_file_for_each_policy_and_a_lock()
    {
        Run run = await ProposeAsync();
        Assert.Equal(0, run.Code);
        SortedDictionary<string, string> files = _folder.Files();
        Golden.Check("folder-small.txt", run.Out);
        Golden.Check("folder-small.lock.json", files[Lock]);
        Assert.All(files.Keys.Where(f => f != Lock), f => Assert.Matches("^[a-z-]+/[a-z0-9-]+\\.yaml$", f.Replace('\\', '/')));
        Golden.Check("folder-small.checkout-web.yaml", files[Path.Combine("checkout", "web.yaml")]);
    }

    [Fact]
    public async Task A_second_run_changes_nothing_at_all()
    {
        await ProposeAsync();
        SortedDictionary<string, string> before = _folder.Files();
        Run run = await ProposeAsync();
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("created", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("changed  ", run.Out.Replace("unchanged", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task Other_evidence_for_the_same_rules_changes_the_lock_alone()
    {
        await ProposeAsync();
        SortedDictionary<string, string> before = _folder.Files();
        Assert.Equal(0, (await ProposeAsync("--evidence", "full")).Code);
        SortedDictionary<string, string> after = _folder.Files();
        Assert.Equal([Lock], before.Keys.Where(f => before[f] != after[f]));
        Assert.Equal(before.Keys, after.Keys);
    }

    [Fact]
    public async Task An_edited_file_is_refused_and_nothing_is_written()
    {
        await ProposeAsync();
        File.AppendAllText(_folder[Path.Combine("checkout", "web.yaml")], "# mine\n");
        SortedDictionary<string, string> before = _folder.Files();
        Run run = await ProposeAsync("--isolate", "all");
        Assert.Equal(3, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.Contains("checkout/web.yaml was edited by hand", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
        Assert.Equal(0, (await ProposeAsync("--force")).Code);
        Assert.DoesNotContain("# mine", File.ReadAllText(_folder[Path.Combine("checkout", "web.yaml")]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_files_are_listed_and_only_prune_removes_them()
    {
        await ProposeAsync("--include-system");
        string stale = _folder[Path.Combine("kube-system", "coredns.yaml")];
        Assert.True(File.Exists(stale));
        Run run = await ProposeAsync();
        Assert.Contains("stale", run.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(stale));
        Assert.Equal(0, (await ProposeAsync("--prune")).Code);
        Assert.False(Directory.Exists(Path.GetDirectoryName(stale)));
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_writes_nothing()
    {
        Run run = await ProposeAsync("--dry-run");
        Assert.Equal(0, run.Code);
        Assert.Contains("created", run.Out, StringComparison.Ordinal);
        Assert.Contains("nothing was written", run.Out, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task Analyze_writes_a_folder_too()
    {
        Run run = await Flow2Policy.RunAsync(["analyze", RecordedLog.Path, "-n", "checkout", "--output-dir", _folder.Path]);
        Assert.Equal(0, run.Code);
        Assert.Equal([Lock, .. _folder.Files().Keys.Where(f => f.StartsWith("checkout", StringComparison.Ordinal))], _folder.Files().Keys.OrderBy(f => f != Lock));
    }

    private async Task<Run> ProposeAsync(params string[] more)
    {
        // The folder's own path is no part of the outcome.
        Run run = await Flow2Policy.RunAsync(["propose", RecordedLog.Path, "--output-dir", _folder.Path, .. more]);
        return run with { Bytes = System.Text.Encoding.UTF8.GetBytes(run.Out.Replace(_folder.Path, "DIR", StringComparison.Ordinal)) };
    }
}
