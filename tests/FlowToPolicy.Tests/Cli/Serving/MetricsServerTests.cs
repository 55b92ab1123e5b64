using System.Net;
using System.Net.Sockets;
using FlowToPolicy.Cli;
using FlowToPolicy.Cli.Serving;

namespace FlowToPolicy.Tests.Cli.Serving;

public sealed class MetricsServerTests : IDisposable
{
    private readonly MetricsAddress _address = new("127.0.0.1", FreePort());
    private readonly MetricsServer _server;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private string? _problem;

    public MetricsServerTests() => _server = MetricsServer.Start(_address, () => "a 1\n", () => _problem);

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Metrics_are_text_of_Prometheus_by_either_name_of_this_machine(string host)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"http://{host}:{_address.Port}/metrics"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("a 1\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_is_ok_or_the_reason_why_not()
    {
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync("/healthz"));
        _problem = "no flow for 6 min";
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no flow for 6 min\n"), await AskAsync("/healthz"));
        _problem = null;
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync("/healthz"));
    }

    [Fact]
    public async Task Anything_else_is_not_there_and_other_methods_are_not_allowed()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/metrics/x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/../etc/passwd")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await AskAsync("/metrics", HttpMethod.Post)).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await AskAsync("/healthz", HttpMethod.Delete)).Status);
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync("/metrics", HttpMethod.Head));
    }

    [Fact]
    public async Task A_page_in_a_browser_cannot_ask_by_a_name_of_its_own()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{_address.Port}/metrics"));
        request.Headers.Host = "rebound.example";
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_asker_who_speaks_nonsense_or_leaves_does_not_end_the_serving()
    {
        foreach (string nonsense in (string[])["\u0016\u0003\u0001\r\n\r\n", "GET", "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"])
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _address.Port);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(nonsense));
            client.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync("/healthz"));
    }

    [Fact]
    public void A_port_that_is_taken_is_one_clear_line()
    {
        CommandFailure failure = Assert.Throws<CommandFailure>(() => MetricsServer.Start(_address, () => "", () => null));
        Assert.Equal(ExitCode.Input, failure.Code);
        Assert.Contains($"127.0.0.1:{_address.Port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"http://127.0.0.1:{_address.Port}{path}"));
        using HttpResponseMessage response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
