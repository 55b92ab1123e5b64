using System.Text.Json;
using FlowToPolicy.Cli;
using FlowToPolicy.Tests.Cli.Serving;
using FlowToPolicy.Tests.Recorder.Diagnosis;

namespace FlowToPolicy.Tests.Cli.Commands;

public sealed class DoctorRelayTests : IDisposable
{
    private readonly TestHost _host = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-doctor-").FullName;

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_relay_and_the_place_of_the_store_are_examined()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1"), RelayStory.Node("prod/worker-2"));

        int code = await CommandLine.RunAsync(["doctor", "--server", story.Relay.Server.Target, "--store", Path.Combine(_folder, "prod.db"), "-o", "json"], _host.Host);

        Assert.Equal((ExitCode.Done, ""), (code, _host.Error));
        using var report = JsonDocument.Parse(_host.Out);
        Assert.Equal("Diagnosis", report.RootElement.GetProperty("kind").GetString());
        Assert.Equal($"relay {story.Relay.Server.Target}", report.RootElement.GetProperty("summary").GetProperty("subject").GetString());
        string[] names = [.. report.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
        Assert.Equal(("relay", "store", "disk"), (names[0], names[^2], names[^1]));
        Assert.Contains("labels", names);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_relay_that_cannot_be_reached_fails_with_1_and_the_cure()
    {
        int code = await CommandLine.RunAsync(["doctor", "--server", $"127.0.0.1:{MetricsServerTests.FreePort()}"], _host.Host);

        Assert.Equal((ExitCode.No, ""), (code, _host.Error));
        Assert.Contains("connection refused\n", _host.Out, StringComparison.Ordinal);
        Assert.Contains("-> start a port-forward (kubectl", _host.Out, StringComparison.Ordinal);
        Assert.Contains("1 check fails", _host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubectl_that_is_missing_is_a_finding_too()
    {
        int code = await CommandLine.RunAsync(["doctor", "--port-forward", "--kubectl", Path.Combine(_folder, "kubectl")], _host.Host);

        Assert.Equal((ExitCode.No, ""), (code, _host.Error));
        Assert.Contains("failing  relay", _host.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events.log", "--server", "localhost:4245")]
    [InlineData("events.log", "--store", "prod.db")]
    [InlineData("events.log", "--context", "prod")]
    [InlineData("--since", "1h")]
    public async Task A_log_and_a_relay_are_not_examined_together(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["doctor", .. arguments], _host.Host));
        Assert.Contains($"{arguments[^2]} is about", _host.Error, StringComparison.Ordinal);
    }
}
