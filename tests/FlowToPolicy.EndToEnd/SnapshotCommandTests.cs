using System.Text.Json;
using FlowToPolicy.Tests.Cluster;

namespace FlowToPolicy.EndToEnd;

public sealed class SnapshotCommandTests : IDisposable
{
    private readonly StandInKubectl _kubectl = SampleObjects.Shop();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _kubectl.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_cluster_is_saved_as_agreed()
    {
        Run run = await SnapshotAsync();
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check("snapshot.txt", run.Out.Replace(_folder.Path, "DIR", StringComparison.Ordinal));
        Golden.Check("snapshot.inventory.json", _folder.Files()["inventory.json"]);
        Golden.Check("snapshot.shop-web.cnp.yaml", _folder.Files()[Path.Combine("shop", "web.cnp.yaml")]);
        Assert.All(_kubectl.Calls, c => Assert.Equal("get", c[0]));
        Assert.Equal(7, _kubectl.Calls.Count);
        Assert.DoesNotContain(_kubectl.Calls, c => c.Any(a => a.Contains("secret", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_second_snapshot_of_the_same_cluster_changes_no_byte()
    {
        await SnapshotAsync();
        SortedDictionary<string, string> before = _folder.Files();
        Run run = await SnapshotAsync();
        Assert.Equal(0, run.Code);
        Assert.Contains("5 unchanged", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task Options_reach_kubectl_as_they_are()
    {
        Run run = await SnapshotAsync("-n", "shop,pay", "--context", "-prod", "--kubeconfig", "a b;c", "--request-timeout", "1m");
        Assert.Equal(0, run.Code);
        Assert.Equal(["get", "pods", "--namespace=pay", "--output=json", "--request-timeout=60000ms", "--kubeconfig=a b;c", "--context=-prod"], _kubectl.Calls.First(c => c[1] == "pods"));
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_and_with_strict_refused()
    {
        _kubectl.Forbids("pods").Lacks("ciliumcidrgroups.cilium.io");
        Run run = await SnapshotAsync("-o", "json");
        Assert.Equal(0, run.Code);
        Assert.Contains("Not read: not authorised to list pods in all namespaces", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Count(c => c == '\n'));
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal("flow2policy/v1alpha1 Snapshot", $"{document.RootElement.GetProperty("apiVersion")} {document.RootElement.GetProperty("kind")}");
        Assert.Equal(2, document.RootElement.GetProperty("summary").GetProperty("gaps").GetInt32());
        Assert.Equal(["no-such-kind", "forbidden"], document.RootElement.GetProperty("gaps").EnumerateArray().Select(g => g.GetProperty("reason").GetString()));

        SortedDictionary<string, string> before = _folder.Files();
        Run strict = await SnapshotAsync("--strict");
        Assert.Equal((3, ""), (strict.Code, strict.Out));
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task Hostile_names_neither_leave_the_folder_nor_reach_the_terminal()
    {
        _kubectl.Has(
            "ciliumnetworkpolicies.cilium.io",
            SampleObjects.CiliumPolicy("../..", "../../x"),
            SampleObjects.CiliumPolicy("shop", "a\nb\u001b[2J\u202e"),
            SampleObjects.CiliumPolicy("inventory.json", "x"));
        Run run = await SnapshotAsync();
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.DoesNotContain('\u202e', run.Out);
        Assert.Equal(7, _folder.Files().Count);
        Assert.All(string.Concat(_folder.Files().Values), c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    [Fact]
    public async Task What_kubectl_says_is_escaped()
    {
        _kubectl.Fails("ciliumnetworkpolicies.cilium.io", "error: \u001b[31mred\u001b[0m and \u202eother");
        Run run = await SnapshotAsync();
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Contains("\\u001b[31mred", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData("error: the server doesn't have a resource type \"x\"\n", 0)]
    [InlineData("The connection to the server localhost:8080 was refused - did you specify the right host or port?", 3)]
    [InlineData("error: You must be logged in to the server (Unauthorized)", 3)]
    public async Task A_failure_is_one_line_that_says_what_to_do_and_what_kubectl_said(string words, int code)
    {
        _kubectl.Fails("ciliumnetworkpolicies.cilium.io", words);
        Run run = await SnapshotAsync();
        Assert.Equal(code, run.Code);
        if (code == 3)
        {
            string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("flow2policy: ", lines[0], StringComparison.Ordinal);
            Assert.Equal("  " + words, lines[1]);
        }
    }

    [Theory]
    [InlineData("snapshot", "Required argument missing")]
    [InlineData("snapshot x --context=", "--context is empty")]
    [InlineData("snapshot x -n Shop", "'Shop' can be no namespace")]
    [InlineData("snapshot x --request-timeout 0", "--request-timeout must be a duration")]
    [InlineData("snapshot x --kubectl-timeout soon", "--kubectl-timeout must be a duration")]
    [InlineData("snapshot x -n a -A", "contradict each other")]
    [InlineData("snapshot -x", "-x")]
    public async Task A_wrong_command_line_is_2(string arguments, string message)
    {
        Run run = await Flow2Policy.RunAsync(arguments.Split(' '), null, Environment);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Empty(_kubectl.Calls);
    }

    [Fact]
    public async Task A_folder_with_other_things_is_refused()
    {
        File.WriteAllText(_folder["README.md"], "mine");
        Run run = await SnapshotAsync();
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.Equal(["README.md"], _folder.Files().Keys);
        Assert.Equal(0, (await SnapshotAsync("--force")).Code);
        Assert.Contains("README.md", _folder.Files().Keys);
    }

    [Fact]
    public async Task No_kubectl_is_a_clear_line()
    {
        Run run = await Flow2Policy.RunAsync(["snapshot", _folder.Path], null, new Dictionary<string, string> { ["PATH"] = "/nowhere" });
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("no kubectl on PATH", run.Error, StringComparison.Ordinal);
        Assert.Contains("looked in /nowhere", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_ends_kubectl_and_writes_nothing()
    {
        _kubectl.Does("pods", "echo $$ > \"$here/child\"; exec sleep 300");
        using System.Diagnostics.Process process = Flow2Policy.Start(["snapshot", _folder.Path], Environment);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string child = Path.Combine(_kubectl.Folder, "child");
        for (int i = 0; i < 600 && !(File.Exists(child) && File.ReadAllText(child).EndsWith('\n')); i++)
        {
            await Task.Delay(50);
        }

        using (System.Diagnostics.Process kill = System.Diagnostics.Process.Start("kill", ["-s", "INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("nothing was written", await error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(child).Trim()}"));
    }

    private IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_kubectl.Folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
    };

    private Task<Run> SnapshotAsync(params string[] more) => Flow2Policy.RunAsync(["snapshot", _folder.Path, .. more], null, Environment);
}
