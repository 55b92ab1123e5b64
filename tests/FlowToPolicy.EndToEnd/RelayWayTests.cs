using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowToPolicy.Tests.Cluster;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.EndToEnd;

public sealed class RelayWayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-way-").FullName;
    private readonly StandInKubectl _kubectl = new();

    private string Store => Path.Combine(_folder, "prod.db");

    public void Dispose()
    {
        _kubectl.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_port_forward_of_kubectl_leads_to_the_relay_and_is_started_again_when_the_stream_breaks()
    {
        await using var relay = new ChaosRelay(TimeProvider.System, new Random(1));
        var node = new ChaosNode("prod/worker-1", 4095, DateTimeOffset.UtcNow);
        relay.Nodes.Add(node);
        await relay.StartAsync();
        Forward(relay.Server.Port);
        using Process process = Flow2Policy.Start(["observe", "--follow", "--store", Store, "--port-forward", "--kubectl", _kubectl.Program]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await UntilAsync(() => relay.Calls == 1);
        relay.Do(() => node.AddFlow(DateTimeOffset.UtcNow, 1));
        await Task.Delay(500);
        relay.Cut();
        await UntilAsync(() => relay.Calls == 2);
        relay.Do(() => node.AddFlow(DateTimeOffset.UtcNow, 2));
        await Task.Delay(500);
        using Process kill = Process.Start("kill", ["-s", "TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains("2 flows recorded from 1 node", await error, StringComparison.Ordinal);
        Assert.True(_kubectl.Calls.Count >= 2);
        Assert.All(_kubectl.Calls, call => Assert.Equal(
            ["port-forward", "--address=127.0.0.1", "--namespace=kube-system", "service/hubble-relay", ":80"], call));
    }

    [Fact]
    public async Task A_port_forward_that_fails_says_what_kubectl_said()
    {
        _kubectl.Does("--address=127.0.0.1", "echo 'Error from server (NotFound): services \"hubble-relay\" not found' >&2; exit 1");
        Run run = await Flow2Policy.RunAsync(["observe", "--port-forward", "--relay-namespace", "cilium", "--kubectl", _kubectl.Program]);
        Assert.Equal(3, run.Code);
        Assert.Contains("services \"hubble-relay\" not found", run.Error, StringComparison.Ordinal);
        Assert.Contains("--relay-namespace", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_of_a_secret_are_used_and_written_nowhere()
    {
        using var authority = new TestAuthority();
        (string certFile, string keyFile) = authority.Client();
        string key = await File.ReadAllTextAsync(keyFile);
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Messages = HubbleMessages.Flows(3),
            Certificate = authority.Server("instance.hubble-relay.cilium.io"),
            ClientAuthority = authority.Certificate,
        });
        Forward(server.Port);
        _kubectl.Does("secrets", $"cat <<'END'\n{{\"kind\":\"Secret\",\"data\":{{\"ca.crt\":\"{File64(authority.CaFile)}\",\"tls.crt\":\"{File64(certFile)}\",\"tls.key\":\"{File64(keyFile)}\"}}}}\nEND");
        Run run = await Flow2Policy.RunAsync(
            ["observe", "--port-forward", "--tls-from-secret", "kube-system/hubble-relay-client-certs", "--kubectl", _kubectl.Program, "--verbose"], folder: _folder);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("shop/web", run.Out, StringComparison.Ordinal);
        string secret = key.Split('\n')[1];
        Assert.DoesNotContain(secret, run.Out + run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        string[] get = Assert.Single(_kubectl.Calls, call => call[0] == "get");
        Assert.Equal(["get", "secrets", "hubble-relay-client-certs", "--namespace=kube-system"], get[..4]);
        Assert.Contains(_kubectl.Calls, call => call[^1] == ":443");
    }

    [Fact]
    public async Task A_secret_without_certificates_is_refused()
    {
        _kubectl.Does("secrets", "echo '{\"kind\":\"Secret\",\"data\":{\"token\":\"c2VjcmV0\"}}'");
        Run run = await Flow2Policy.RunAsync(["observe", "--tls-from-secret", "kube-system/other", "--kubectl", _kubectl.Program]);
        Assert.Equal(3, run.Code);
        Assert.Contains("the secret kube-system/other holds neither ca.crt nor tls.crt", run.Error, StringComparison.Ordinal);
        Run option = await Flow2Policy.RunAsync(["observe", "--tls-from-secret", "kube-system/--all", "--kubectl", _kubectl.Program]);
        Assert.Equal(2, option.Code);
    }

    [Fact]
    public async Task Without_follow_the_store_and_the_rings_are_analysed_and_what_was_not_recorded_is_said_first()
    {
        await using var relay = new ChaosRelay(TimeProvider.System, new Random(1));
        var node = new ChaosNode("prod/worker-1", 4095, DateTimeOffset.UtcNow.AddHours(-1));
        relay.Nodes.Add(node);
        await relay.StartAsync();
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        relay.Do(() => Enumerable.Range(0, 60).ToList().ForEach(i => node.AddFlow(begun.AddSeconds(i - 60), 5432)));
        using Process process = Flow2Policy.Start(["observe", "--follow", "--store", Store, "--server", relay.Server.Target]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await UntilAsync(() => relay.Sent > 60);
        await Task.Delay(500);
        using Process kill = Process.Start("kill", ["-s", "TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, await error);
        relay.Do(() => node.AddFlow(DateTimeOffset.UtcNow, 8080));
        relay.EndsWithoutFollow = true;
        Run run = await Flow2Policy.RunAsync(["observe", "--since", "14d", "--store", Store, "--server", relay.Server.Target, "-o", "json"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.StartsWith("warning: of the 14d asked for, 1m", run.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Bytes);
        JsonElement coverage = document.RootElement.GetProperty("coverage");
        Assert.InRange(coverage.GetProperty("coveredSeconds").GetInt64(), 50, 120);
        Assert.Equal(61, document.RootElement.GetProperty("accounting").GetProperty("folded").GetInt64());
    }

    private void Forward(int port) => _kubectl.Does(
        "--address=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"echo 'Forwarding from 127.0.0.1:{port} -> 4245'; exec sleep 300"));

    private static string File64(string path) => Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText(path)));

    private static async Task UntilAsync(Func<bool> so)
    {
        var watch = Stopwatch.StartNew();
        while (!so())
        {
            Assert.True(watch.Elapsed < Patience, "It does not come about.");
            await Task.Delay(20);
        }
    }
}
