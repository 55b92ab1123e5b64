using System.Diagnostics;
using System.Text.Json;
using FlowToPolicy.Flows;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Relay;
using Google.Protobuf;

namespace FlowToPolicy.EndToEnd;

public class RelayTests
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    [Fact]
    public async Task A_relay_and_a_file_give_the_same_bytes_for_the_same_flows()
    {
        await using RelayServer server = await RelayServer.StartAsync([.. RecordedLog.Lines.Select(line => Parser.Parse<GetFlowsResponse>(line))]);
        Run relay = await Flow2Policy.RunAsync(["observe", "--server", server.Target, "-o", "json", "-q"]);
        Run file = await Flow2Policy.RunAsync(["analyze", RecordedLog.Path, "-o", "json", "-q"]);
        Assert.Equal((0, ""), (relay.Code, relay.Error));
        Assert.Equal(file.Out, relay.Out);
    }

    [Fact]
    public async Task The_server_may_be_named_by_the_environment()
    {
        await using RelayServer server = await RelayServer.StartAsync(HubbleMessages.Flows(3));
        Run run = await Flow2Policy.RunAsync(["observe"], environment: new Dictionary<string, string> { ["HUBBLE_SERVER"] = server.Target });
        Assert.Equal(0, run.Code);
        Assert.Contains("shop/web", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespaces_and_pods_are_asked_of_the_server_and_narrow_the_policies()
    {
        GetFlowsResponse[] messages =
        [
            HubbleMessages.Flow("shop/web", "shop/cart"),
            HubbleMessages.Flow("shop/cart", "pay/db", 5432),
            HubbleMessages.Flow("other/a", "other/b"),
        ];
        await using RelayServer server = await RelayServer.StartAsync(messages);
        Run run = await Flow2Policy.RunAsync(["observe", "--server", server.Target, "--pod", "shop/cart", "-o", "json", "-q"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("cart", Assert.Single(server.Requests).ToString(), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(2, document.RootElement.GetProperty("edges").GetArrayLength());
        JsonElement policy = Assert.Single(document.RootElement.GetProperty("policies").EnumerateArray());
        Assert.Equal("shop/cart", policy.GetProperty("workloads")[0].GetString());
    }

    [Fact]
    public async Task Following_ends_with_Ctrl_C_and_what_was_read_is_analysed()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(5), StaysOpen = true });
        using var state = new TemporaryFolder();
        using Process process = Flow2Policy.Start(["observe", "--server", server.Target, "--follow"], new Dictionary<string, string> { ["XDG_STATE_HOME"] = state.Path });
        Task<byte[]> output = Flow2Policy.BytesAsync(process);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await WaitForAsync(() => !server.Requests.IsEmpty);
        await Task.Delay(TimeSpan.FromSeconds(3));
        using Process kill = Process.Start("kill", ["-s", "INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("shop/cart", System.Text.Encoding.UTF8.GetString(await output), StringComparison.Ordinal);
        Assert.Contains("5 flows recorded from ", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_events_and_unread_nodes_are_said_and_strict_forbids_them()
    {
        GetFlowsResponse[] messages = [HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Unavailable, "", "worker-9"), .. HubbleMessages.Flows(3), HubbleMessages.Lost(17)];
        await using RelayServer server = await RelayServer.StartAsync(messages);
        Run run = await Flow2Policy.RunAsync(["observe", "--server", server.Target]);
        Assert.Equal(0, run.Code);
        Assert.Contains("lost-events (17)", run.Out, StringComparison.Ordinal);
        Assert.Contains("worker-9", run.Out, StringComparison.Ordinal);
        Run strict = await Flow2Policy.RunAsync(["observe", "--server", server.Target, "--strict"]);
        Assert.Equal((3, ""), (strict.Code, strict.Out));
        Assert.Contains("--strict", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_history_is_said()
    {
        await using RelayServer server = await RelayServer.StartAsync(HubbleMessages.Flows(3));
        Run run = await Flow2Policy.RunAsync(["observe", "--server", server.Target, "--since", "2026-02-01"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("the nodes hold no older ones", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_analysed_with_a_warning()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(5), Status = 14, StatusMessage = "going away" });
        Run run = await Flow2Policy.RunAsync(["observe", "--server", server.Target]);
        Assert.Equal(0, run.Code);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await Flow2Policy.RunAsync(["observe", "--server", server.Target, "--strict"])).Code);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (int i = 0; i < 600 && !condition(); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(condition());
    }
}
