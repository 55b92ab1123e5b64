using System.Text;
using FlowToPolicy.Cli.PolicyFiles;

namespace FlowToPolicy.Tests.Cli.PolicyFiles;

public sealed class PolicyDirectoryTests : IDisposable
{
    private const string Lock = "{\"apiVersion\":\"flow2policy/v1alpha1\",\"kind\":\"Lock\"}";

    private readonly string _top = Directory.CreateTempSubdirectory("f2p-").FullName;

    private string Root => Path.Combine(_top, "policies");

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public void A_first_run_creates_one_file_for_each_policy_and_the_lock()
    {
        Assert.Equal("Create shop/web.yaml, Create west/db.yaml", Run(File("shop/web"), File("west/db")));
        Assert.Equal(["flow2policy.lock.json", "shop/web.yaml", "west/db.yaml"], Listing());
        Assert.Equal(Encoding.UTF8.GetString(File("shop/web").Content), Text("shop/web.yaml"));
    }

    [Fact]
    public void The_same_rules_leave_a_file_untouched_even_when_its_comments_would_differ()
    {
        Run(File("shop/web", comment: "7 connections"));
        string before = Text("shop/web.yaml");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        System.IO.File.SetLastWriteTimeUtc(Full("shop/web.yaml"), time);
        Assert.Equal("Keep shop/web.yaml", Run(File("shop/web", comment: "9 connections")));
        Assert.Equal(before, Text("shop/web.yaml"));
        Assert.Equal(time, System.IO.File.GetLastWriteTimeUtc(Full("shop/web.yaml")));
    }

    [Fact]
    public void Other_rules_change_the_file()
    {
        Run(File("shop/web", "a: 1"));
        Assert.Equal("Change shop/web.yaml", Run(File("shop/web", "a: 2")));
        Assert.Equal(Encoding.UTF8.GetString(File("shop/web", "a: 2").Content), Text("shop/web.yaml"));
    }

    [Fact]
    public void A_checkout_with_other_line_breaks_is_still_ours()
    {
        Run(File("shop/web"));
        System.IO.File.WriteAllText(Full("shop/web.yaml"), Text("shop/web.yaml").Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal("Keep shop/web.yaml", Run(File("shop/web")));
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("seal")]
    [InlineData("comment")]
    [InlineData("foreign")]
    [InlineData("empty")]
    public void A_file_that_somebody_touched_is_refused_and_nothing_at_all_is_written(string how)
    {
        Run(File("shop/web"));
        string content = Text("shop/web.yaml");
        string touched = how switch
        {
            "edited" => content.Replace("a: 1", "a: 3", StringComparison.Ordinal),
            "seal" => content.Replace("-rules: sha256:", "-rules: sha256:0", StringComparison.Ordinal),
            "comment" => content + "# looks fine to me\n",
            "foreign" => "kind: CiliumNetworkPolicy\n",
            _ => "",
        };
        System.IO.File.WriteAllText(Full("shop/web.yaml"), touched);
        DirectoryPlan plan = new PolicyDirectory(Root, force: false, prune: false).Plan([File("shop/web", "a: 2"), File("shop/api")], []);
        Obstacle obstacle = Assert.Single(plan.Obstacles);
        Assert.Equal("shop/web.yaml", obstacle.Path);
        Assert.True(obstacle.ForceHelps);
        Assert.Equal(["flow2policy.lock.json", "shop/web.yaml"], Listing());
    }

    [Fact]
    public void Force_overwrites_what_somebody_touched()
    {
        Run(File("shop/web"));
        System.IO.File.AppendAllText(Full("shop/web.yaml"), "# mine\n");
        Assert.Equal("Change shop/web.yaml", Run(force: true, files: File("shop/web")));
        Assert.Equal(Encoding.UTF8.GetString(File("shop/web").Content), Text("shop/web.yaml"));
    }

    [Fact]
    public void Stale_files_stay_until_they_are_pruned_and_foreign_files_stay_for_ever()
    {
        Run(File("shop/web"), File("old/db"));
        System.IO.File.WriteAllText(Full("shop/mine.yaml"), "kind: ConfigMap\n");
        Assert.Equal("Stale old/db.yaml, Keep shop/web.yaml", Run(File("shop/web")));
        Assert.True(System.IO.File.Exists(Full("old/db.yaml")));
        Assert.Equal("Prune old/db.yaml, Keep shop/web.yaml", Run(prune: true, files: File("shop/web")));
        Assert.Equal(["flow2policy.lock.json", "shop/mine.yaml", "shop/web.yaml"], Listing());
        Assert.False(Directory.Exists(Full("old")));
    }

    [Fact]
    public void An_edited_stale_file_is_not_pruned_without_force()
    {
        Run(File("shop/web"), File("old/db"));
        System.IO.File.AppendAllText(Full("old/db.yaml"), "# mine\n");
        DirectoryPlan plan = new PolicyDirectory(Root, force: false, prune: true).Plan([File("shop/web")], []);
        Assert.Equal("old/db.yaml", Assert.Single(plan.Obstacles).Path);
    }

    [Fact]
    public void A_run_for_one_namespace_takes_nothing_elsewhere_for_stale()
    {
        Run(File("shop/web"), File("west/db"), File("shop/old"));
        DirectoryPlan plan = new PolicyDirectory(Root, force: false, prune: true).Plan([File("shop/web")], ["shop"]);
        Assert.Equal("Prune shop/old.yaml, Keep shop/web.yaml", Show(plan));
        Assert.Equal(["west/db.yaml"], plan.Elsewhere);
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop/web.yaml", false)]
    [InlineData("flow2policy.lock.json", false)]
    public void A_symbolic_link_inside_the_folder_is_refused_even_with_force(string path, bool isFolder)
    {
        string outside = Path.Combine(_top, "outside");
        if (isFolder)
        {
            Directory.CreateDirectory(outside);
        }
        else
        {
            System.IO.File.WriteAllText(outside, "precious");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        System.IO.File.CreateSymbolicLink(Full(path), outside);
        DirectoryPlan plan = new PolicyDirectory(Root, force: true, prune: true).Plan([File("shop/web")], []);
        Obstacle obstacle = Assert.Single(plan.Obstacles);
        Assert.Equal(path, obstacle.Path);
        Assert.False(obstacle.ForceHelps);
    }

    [Fact]
    public void A_link_laid_at_the_temporary_name_is_not_written_through()
    {
        string outside = Path.Combine(_top, "outside");
        System.IO.File.WriteAllText(outside, "precious");
        Directory.CreateDirectory(Full("shop"));
        System.IO.File.CreateSymbolicLink(Full("shop/.web.yaml.tmp"), outside);
        Run(File("shop/web"));
        Assert.Equal("precious", System.IO.File.ReadAllText(outside));
        Assert.Equal(Encoding.UTF8.GetString(File("shop/web").Content), Text("shop/web.yaml"));
    }

    [Fact]
    public void A_path_that_leaves_the_folder_is_our_own_fault()
    {
        var directory = new PolicyDirectory(Root, force: true, prune: true);
        Assert.Throws<FlowToPolicy.Cli.CommandFailure>(() => directory.Plan([File("../outside")], []));
    }

    [Fact]
    public void A_folder_with_a_lock_of_its_own_belongs_to_another_run()
    {
        var inner = new PolicyDirectory(Full("prod"), force: false, prune: false);
        inner.Apply(inner.Plan([File("shop/web")], []), () => Lock, CancellationToken.None);
        Run(File("west/shop/api"), File("old/db"));
        Assert.Equal("Prune old/db.yaml, Keep west/shop/api.yaml", Run(prune: true, files: File("west/shop/api")));
        Assert.Equal(
            ["flow2policy.lock.json", "prod/flow2policy.lock.json", "prod/shop/web.yaml", "west/shop/api.yaml"], Listing());
    }

    [Fact]
    public void A_pipe_is_neither_opened_nor_taken_for_ours()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Full("shop"));
        foreach (string name in (string[])["flow2policy.lock.json", "shop/web.yaml", "shop/old.yaml"])
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", [Full(name)]);
            made.WaitForExit();
            Assert.Equal(0, made.ExitCode);
        }

        DirectoryPlan plan = new PolicyDirectory(Root, force: false, prune: true).Plan([File("shop/web")], []);
        Assert.Equal(["flow2policy.lock.json", "shop/web.yaml"], plan.Obstacles.Select(o => o.Path));
        Run(force: true, prune: true, files: File("shop/web"));
        Assert.Equal(Encoding.UTF8.GetString(File("shop/web").Content), Text("shop/web.yaml"));
        Assert.True(System.IO.File.Exists(Full("shop/old.yaml")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("{\"apiVersion\":\"flow2policy/v1alpha1\",\"kind\":7}")]
    [InlineData("{\"apiVersion\":\"flow2policy/v1alpha1\",\"kind\":{}}")]
    [InlineData("{\"apiVersion\":\"\\ud800\",\"kind\":\"Lock\"}")]
    public void A_lock_file_of_somebody_else_is_refused(string content)
    {
        Directory.CreateDirectory(Root);
        System.IO.File.WriteAllText(Full("flow2policy.lock.json"), content);
        DirectoryPlan plan = new PolicyDirectory(Root, force: false, prune: false).Plan([File("shop/web")], []);
        Assert.Equal("flow2policy.lock.json", Assert.Single(plan.Obstacles).Path);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        System.IO.File.WriteAllText(Root, "");
        DirectoryPlan plan = new PolicyDirectory(Root, force: true, prune: false).Plan([File("shop/web")], []);
        Assert.Equal("is a file, not a folder", Assert.Single(plan.Obstacles).Reason);
    }

    private static PolicyFile File(string path, string rules = "a: 1", string comment = "evidence") =>
        new($"{path}.yaml", "f2p-x", FileSeal.Seal($"# {comment}\n{rules}\n", Digest.Of(rules)), Digest.Of(rules));

    private string Run(params PolicyFile[] files) => Run(false, false, files);

    private string Run(bool force = false, bool prune = false, params PolicyFile[] files)
    {
        var directory = new PolicyDirectory(Root, force, prune);
        DirectoryPlan plan = directory.Plan(files, []);
        Assert.Empty(plan.Obstacles);
        directory.Apply(plan, () => Lock, CancellationToken.None);
        return Show(plan);
    }

    private static string Show(DirectoryPlan plan) => string.Join(", ", plan.Files.Select(f => $"{f.Action} {f.Path}"));

    private string Full(string path) => Path.Combine(Root, path);

    private string Text(string path) => System.IO.File.ReadAllText(Full(path));

    private IEnumerable<string> Listing() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal);
}
