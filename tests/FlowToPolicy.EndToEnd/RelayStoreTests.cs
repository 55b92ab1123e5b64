using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Tests.Cluster;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.EndToEnd;

/// <summary>Recording without <c>--store</c>: into the file of the user's state directory that is named for the kube context or the server.</summary>
public sealed class RelayStoreTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _state = new();
    private readonly StandInKubectl _kubectl = new();

    public void Dispose()
    {
        _kubectl.Dispose();
        _state.Dispose();
    }

    private Dictionary<string, string> User => new() { ["XDG_STATE_HOME"] = _state.Path };

    private string[] Stores => Directory.Exists(Path.Combine(_state.Path, "flow2policy"))
        ? [.. Directory.GetFiles(Path.Combine(_state.Path, "flow2policy"), "*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    [Fact]
    public async Task Following_records_into_the_store_of_the_context_and_Ctrl_C_analyses_it()
    {
        _kubectl.Does("current-context", "echo prod");
        await using ChaosRelay relay = await StartAsync();

        (int code, string output, string error) = await RecordAsync(relay, "INT", "--kubectl", _kubectl.Program);

        Assert.True(code == 0, error);
        Assert.Contains("TCP/5432", output, StringComparison.Ordinal);
        Assert.Contains("\nCoverage  ", output, StringComparison.Ordinal);
        Assert.Contains("Ctrl-C ends it and analyses what the store holds", error, StringComparison.Ordinal);
        Assert.Contains("20 flows recorded from 1 node", error, StringComparison.Ordinal);
        Assert.Equal(["prod.db"], Stores);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_state.Path, "flow2policy", "prod.db")));
        }

        // Later questions are answered from it: without a PATH, and together with the rings.
        Assert.Contains("TCP/5432", (await Flow2Policy.RunAsync(["graph"], environment: User)).Out, StringComparison.Ordinal);
        relay.Do(() => relay.Nodes[0].AddFlow(DateTimeOffset.UtcNow, 8443));
        relay.EndsWithoutFollow = true;
        Run rings = await Flow2Policy.RunAsync(["observe", "--since", "14d", "--server", relay.Server.Target, "--kubectl", _kubectl.Program], environment: User);
        Assert.StartsWith("warning: of the 14d asked for, ", rings.Error, StringComparison.Ordinal);
        Assert.Contains("TCP/8443", rings.Out, StringComparison.Ordinal);
        Assert.Contains("Lines     2", rings.Out, StringComparison.Ordinal);

        // A namespace narrows what is proposed, not what is read: the time of the rings is told as covered, and covered for all.
        Run narrow = await Flow2Policy.RunAsync(["observe", "--since", "14d", "-n", "shop", "--server", relay.Server.Target, "--kubectl", _kubectl.Program], environment: User);
        Assert.True(narrow.Code == 0, narrow.Error);
        Assert.Empty(relay.Requests[^1].Whitelist);
        Assert.DoesNotContain("nothing is known", narrow.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGTERM_ends_the_recording_without_an_analysis()
    {
        await using ChaosRelay relay = await StartAsync();

        (int code, string output, string error) = await RecordAsync(relay, "TERM", "--kubectl", "/nowhere/kubectl");

        Assert.True(code == 0, error);
        Assert.Equal("", output);
        Assert.Contains("20 flows recorded from 1 node", error, StringComparison.Ordinal);

        // Nobody names a context, so that the server does.
        Assert.Matches($"^127\\.0\\.0\\.1-{relay.Server.Port}-[0-9a-f]{{8}}\\.db$", Assert.Single(Stores));
    }

    [Fact]
    public async Task A_part_of_the_flows_gets_a_store_of_its_own_and_every_answer_from_it_says_so()
    {
        _kubectl.Does("current-context", "echo prod");
        await using ChaosRelay relay = await StartAsync();

        (int code, _, string error) = await RecordAsync(relay, "TERM", "--kubectl", _kubectl.Program, "-n", "shop");

        Assert.True(code == 0, error);
        Assert.Matches("^prod-namespace-shop-[0-9a-f]{8}\\.db$", Assert.Single(Stores));
        Run graph = await Flow2Policy.RunAsync(["graph"], environment: User);
        Assert.Contains("the store holds only flows of namespace shop", graph.Error, StringComparison.Ordinal);
        Run export = await Flow2Policy.RunAsync(["store", "export"], environment: User);
        string file = Path.Combine(_state.Path, "shop.jsonl");
        await File.WriteAllBytesAsync(file, export.Bytes);
        Assert.Contains("the files hold only flows of namespace shop", (await Flow2Policy.RunAsync(["graph", file])).Error, StringComparison.Ordinal);
        Assert.Contains("only flows of namespace shop", (await Flow2Policy.RunAsync(["store", "info"], environment: User)).Out, StringComparison.Ordinal);

        // So does one from the rings, with the store or without, and logs are not taken into it as if they were of the same part.
        relay.EndsWithoutFollow = true;
        string[] observe = ["observe", "--since", "1h", "-n", "shop", "--server", relay.Server.Target, "--kubectl", _kubectl.Program];
        Assert.Contains("the store holds only flows of namespace shop; of all others nothing is known, not even", (await Flow2Policy.RunAsync(observe, environment: User)).Error, StringComparison.Ordinal);
        Assert.NotEmpty(relay.Requests[^1].Whitelist);
        Assert.Contains("only flows of namespace shop were asked for; of all others nothing is known", (await Flow2Policy.RunAsync(observe)).Error, StringComparison.Ordinal);
        Run import = await Flow2Policy.RunAsync(["store", "import", "fixtures/two-weeks/flows.jsonl.gz"], environment: User);
        Assert.Equal(3, import.Code);
        Assert.Contains("holds only flows of namespace shop, and all flows would come", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_home_a_store_has_to_be_named()
    {
        Run run = await Flow2Policy.RunAsync(["observe", "--follow"], environment: new Dictionary<string, string> { ["XDG_STATE_HOME"] = "", ["HOME"] = "", ["LOCALAPPDATA"] = "" });

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("give a file with --store", run.Error, StringComparison.Ordinal);
    }

    private static async Task<ChaosRelay> StartAsync()
    {
        var relay = new ChaosRelay(TimeProvider.System, new Random(1));
        var node = new ChaosNode("prod/worker-1", 4095, DateTimeOffset.UtcNow.AddHours(-1));
        relay.Nodes.Add(node);
        await relay.StartAsync();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        relay.Do(() => Enumerable.Range(0, 20).ToList().ForEach(i => node.AddFlow(now.AddSeconds(i - 20), 5432)));
        return relay;
    }

    private async Task<(int Code, string Output, string Error)> RecordAsync(ChaosRelay relay, string signal, params string[] options)
    {
        using var received = new ReceivedFlows();
        using Process process = Flow2Policy.Start(["observe", "--follow", "--server", relay.Server.Target, .. received.Options, .. options], User);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await received.UntilAsync(20, process, Patience);
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }
}
