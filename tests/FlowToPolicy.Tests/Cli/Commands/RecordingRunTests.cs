using System.Globalization;
using System.Net;
using System.Text.Json;
using FlowToPolicy.Cli;
using FlowToPolicy.Flows;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Cli.Serving;
using FlowToPolicy.Tests.Graph;
using FlowToPolicy.Tests.Recorder.Chaos;
using FlowToPolicy.Tests.Recorder.Stores;

namespace FlowToPolicy.Tests.Cli.Commands;

public sealed class RecordingRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-record-").FullName;
    private readonly TestHost _host = new();
    private readonly int _port = MetricsServerTests.FreePort();

    private string Store => Path.Combine(_folder, "prod.db");

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_recorder_serves_its_counts_and_writes_what_happens_as_JSON()
    {
        await using ChaosRelay relay = await StartAsync();
        using var client = new HttpClient();
        Task<int> running = RunAsync(relay, "--metrics", _port.ToString(CultureInfo.InvariantCulture), "--log-format", "json");
        await UntilAsync(async () => (await TextAsync(client, "metrics")).Contains("\nflow2policy_recorder_batches_committed_total 1\n", StringComparison.Ordinal));
        string page = await TextAsync(client, "metrics");
        Assert.Contains("\nflow2policy_recorder_flows_total 30\n", page, StringComparison.Ordinal);
        Assert.Contains("\nflow2policy_recorder_lost_events_total{source=\"perf-event-ring-buffer\"} 7\n", page, StringComparison.Ordinal);
        Assert.Contains("\nflow2policy_recorder_store_edges 30\n", page, StringComparison.Ordinal);
        Assert.Contains($"store=\"{Store}\"", page, StringComparison.Ordinal);
        Assert.Equal("ok\n", await TextAsync(client, "healthz"));
        relay.Cut();
        await UntilAsync(async () => (await TextAsync(client, "metrics")).Contains("\nflow2policy_recorder_reconnects_total 1\n", StringComparison.Ordinal));
        _host.Interruption.Signal();
        Assert.Equal(ExitCode.Done, await running.WaitAsync(Patience));
        string[] kinds = [.. _host.Error.TrimEnd('\n').Split('\n').Select(Kind)];
        Assert.Equal(("start", "end"), (kinds[0], kinds[^1]));
        Assert.Contains("stream-failed", kinds);
        await Assert.ThrowsAsync<HttpRequestException>(() => TextAsync(client, "healthz"));
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_command_before_it_records()
    {
        await using ChaosRelay relay = await StartAsync();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, _port);
        taken.Start();
        Assert.Equal(ExitCode.Input, await RunAsync(relay, "--metrics", $":{_port}").WaitAsync(Patience));
        Assert.Contains($"metrics cannot be served on 127.0.0.1:{_port}", _host.Error, StringComparison.Ordinal);
        Assert.Single(_host.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(0, relay.Calls);
        using WindowStore store = WindowStore.OpenToRecord(Store, TimeProvider.System);
    }

    [Fact]
    public async Task Flows_of_another_cluster_end_the_recording_with_both_names()
    {
        await using ChaosRelay relay = await StartAsync();
        using (WindowStore east = WindowStore.OpenToRecord(Store, TimeProvider.System))
        {
            east.Commit(StoreFolder.Batch([Flow("east/worker-1")]));
        }

        Assert.Equal(ExitCode.Input, await RunAsync(relay).WaitAsync(Patience));
        Assert.Contains("holds the cluster 'east', and these flows are of the cluster 'prod'", _host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_recorder_is_refused_by_the_name_of_the_first()
    {
        await using ChaosRelay relay = await StartAsync();
        using WindowStore first = WindowStore.OpenToRecord(Store, TimeProvider.System);
        Assert.Equal(ExitCode.Input, await RunAsync(relay).WaitAsync(Patience));
        Assert.Contains($"is being recorded to by process {Environment.ProcessId} on {Environment.MachineName} since ", _host.Error, StringComparison.Ordinal);
        Assert.Equal(0, relay.Calls);
    }

    [Theory]
    [InlineData("--namespace", "shop", "only flows of namespace shop")]
    [InlineData("--pod", "shop/web", "only flows of pod shop/web")]
    public async Task A_part_of_the_flows_is_not_recorded_beside_all(string option, string value, string words)
    {
        await using ChaosRelay relay = await StartAsync();
        using (WindowStore all = WindowStore.OpenToRecord(Store, TimeProvider.System))
        {
            all.Commit(StoreFolder.Batch([Flow("prod/worker-1")]));
        }

        Assert.Equal(ExitCode.Input, await RunAsync(relay, option, value).WaitAsync(Patience));
        Assert.Contains($"holds all flows, and {words} would come", _host.Error, StringComparison.Ordinal);
        Assert.Equal(0, relay.Calls);
    }

    [Fact]
    public async Task The_newest_flows_alone_cannot_be_recorded()
    {
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["observe", "--follow", "--store", Store, "--last", "5"], _host.Host));
        Assert.Contains("--last and --follow cannot be combined", _host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--metrics", "metrics.example:80")]
    [InlineData("--log-format", "yaml")]
    public async Task What_cannot_be_meant_is_a_usage_error(string option, string value) =>
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["observe", "--follow", "--store", Store, option, value], _host.Host));

    [Theory]
    [InlineData("--metrics", "9464")]
    [InlineData("--log-format", "json")]
    [InlineData("--retain", "30d")]
    public async Task What_is_about_recording_needs_a_recording(string option, string value)
    {
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["observe", "--store", Store, option, value], _host.Host));
        Assert.Contains($"{option} is about recording; give --follow as well", _host.Error, StringComparison.Ordinal);
    }

    private static async Task<ChaosRelay> StartAsync()
    {
        var relay = new ChaosRelay(TimeProvider.System, new Random(4711));
        var node = new ChaosNode("prod/worker-1", 4095, DateTimeOffset.UtcNow - TimeSpan.FromHours(1));
        relay.Nodes.Add(node);
        await relay.StartAsync();
        relay.Do(() =>
        {
            for (uint port = 1; port <= 30; port++)
            {
                node.AddFlow(DateTimeOffset.UtcNow, port);
            }

            node.AddLoss(DateTimeOffset.UtcNow, 7);
        });
        return relay;
    }

    private Task<int> RunAsync(ChaosRelay relay, params string[] options) =>
        CommandLine.RunAsync(["observe", "--follow", "--server", relay.Server.Target, "--store", Store, .. options], _host.Host);

    private static Flow Flow(string node) => RandomFlows.Of(1, 1)[0] with { NodeName = node };

    private static string Kind(string line)
    {
        using var json = JsonDocument.Parse(line);
        Assert.Equal(["time", "kind", "text"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.EndsWith("Z", json.RootElement.GetProperty("time").GetString(), StringComparison.Ordinal);
        return json.RootElement.GetProperty("kind").GetString()!;
    }

    private Task<string> TextAsync(HttpClient client, string page) => client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/{page}"));

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        long start = Environment.TickCount64;
        while (!await TriedAsync(so))
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, "It does not come about.");
            await Task.Delay(100);
        }
    }

    private static async Task<bool> TriedAsync(Func<Task<bool>> so)
    {
        try
        {
            return await so();
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
