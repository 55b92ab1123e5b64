using System.Net;
using System.Net.Sockets;
using FlowToPolicy.Flows.Relay;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>One line that says what to try, for each way in which a relay cannot be reached.</summary>
public class RelayConnectTests
{
    [Fact]
    public async Task A_status_tells_what_the_relay_holds()
    {
        await using RelayServer server = await RelayServer.StartAsync();
        using var connection = new RelayConnection(server.Options);
        RelayStatus status = await connection.GetStatusAsync(default);
        Assert.Equal(
            ("v1.19.4", 10ul, 4095ul, 20ul, 2.5, TimeSpan.FromSeconds(5), 2u, 1u),
            (status.Version, status.NumFlows, status.MaxFlows, status.SeenFlows, status.FlowsPerSecond, status.Uptime, status.ConnectedNodes, status.UnavailableNodes));
        Assert.Equal(["worker-3"], status.UnavailableNames);
    }

    [Fact]
    public async Task A_refused_connection_suggests_a_port_forward()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(
            $"cannot read from 127.0.0.1:{port}: connection refused: start a port-forward (kubectl -n kube-system port-forward service/hubble-relay 4245:80) or name the relay with --server",
            await FailAsync(At(port)));
    }

    [Fact]
    public async Task An_IPv6_address_is_a_host()
    {
        string line = await FailAsync(new RelayOptions { Target = new RelayTarget("::1", 1) });
        Assert.StartsWith("cannot read from [::1]:1: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_is_told()
    {
        string line = await FailAsync(new RelayOptions { Target = new RelayTarget("no-such-relay.invalid", 4245) });
        Assert.StartsWith("cannot read from no-such-relay.invalid:4245: the host name ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "the server said nothing within 0.3 s")]
    [InlineData(true, "no TLS handshake within 0.3 s")]
    public async Task A_server_that_says_nothing_is_told_in_time(bool tls, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        string line = await FailAsync(At(port) with { Tls = tls, ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_told_in_time()
    {
        // A listener whose queue is full leaves further connections without an answer, as a firewall does.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(1);
        var waiting = new List<Socket>();
        for (int i = 0; i < 8; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            waiting.Add(socket);
            _ = socket.ConnectAsync(full.LocalEndPoint!).ContinueWith(t => t.Exception, TaskScheduler.Default);
        }

        await Task.Delay(100);
        string line = await FailAsync(At(((IPEndPoint)full.LocalEndPoint!).Port) with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        waiting.ForEach(s => s.Dispose());
        Assert.Contains("no connection within 0.3 s", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_HTTP1_is_no_relay()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Http = HttpProtocols.Http1 });
        Assert.Contains("does not speak HTTP/2, so it is no relay", await FailAsync(server.Options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak HTTP/2")]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\n", "speaks TLS on this port: add --tls")]
    [InlineData("", "closed the connection without a word: it may want TLS, try --tls")]
    public async Task What_answers_instead_of_a_relay_is_told(string answer, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = AnswerAsync(listener, answer);
        Assert.Contains(expected, await FailAsync(At(((IPEndPoint)listener.LocalEndpoint).Port)), StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task A_connection_that_is_reset_without_a_word_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ResetAsync(listener);
        Assert.Contains("it may want TLS, try --tls", await FailAsync(At(((IPEndPoint)listener.LocalEndpoint).Port)), StringComparison.Ordinal);
        await serving;
    }

    [Theory]
    [InlineData(12, "unknown service", "no Hubble relay or agent (unknown service): look at --server")]
    [InlineData(16, "who are you", "refuses us (who are you): look at --basic-auth-username")]
    [InlineData(14, "", "not available (it gave no reason): try again")]
    [InlineData(13, "a\u007f\u009bb", "answered Internal")]
    public async Task A_status_of_the_relay_is_told(int status, string message, string expected)
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Answer = context =>
            {
                context.Response.AppendTrailer("grpc-status", $"{status}");
                context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
                return Task.CompletedTask;
            },
        });
        string line = await FailAsync(server.Options);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public async Task A_web_server_is_no_relay()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Answer = context =>
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            },
        });
        Assert.Contains("no Hubble relay or agent (the server answered HTTP 404)", await FailAsync(server.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_with_one_answer_has_a_deadline()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Answer = c => Task.Delay(Timeout.Infinite, c.RequestAborted) });
        string line = await FailAsync(server.Options with { RequestTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Contains("no answer in time", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_listens_on_a_socket()
    {
        string path = Path.Combine(Path.GetTempPath(), $"f2p-{Guid.NewGuid():N}.sock");
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { SocketPath = path });
        using var connection = new RelayConnection(server.Options);
        Assert.Equal("v1.19.4", (await connection.GetStatusAsync(default)).Version);
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_told()
    {
        string line = await FailAsync(new RelayOptions { Target = new RelayTarget("", 0, "/no/such/hubble.sock") });
        Assert.StartsWith("cannot read from unix:///no/such/hubble.sock: ", line, StringComparison.Ordinal);
        Assert.Contains("/var/run/cilium/hubble.sock", line, StringComparison.Ordinal);
        string tooLong = await FailAsync(new RelayOptions { Target = new RelayTarget("", 0, "/" + new string('x', 300)) });
        Assert.StartsWith("cannot read from unix:///xxx", tooLong, StringComparison.Ordinal);
    }

    private static RelayOptions At(int port) => new() { Target = new RelayTarget("127.0.0.1", port) };

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[24], 24);
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(answer));
        client.Client.Shutdown(SocketShutdown.Send);

        // What is left unread would turn the end of the connection into a reset, which can overtake the answer.
        await stream.CopyToAsync(Stream.Null);
    }

    private static async Task ResetAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await client.GetStream().ReadAtLeastAsync(new byte[24], 24);
        client.LingerState = new LingerOption(true, 0);
    }

    private static async Task<string> FailAsync(RelayOptions options)
    {
        using var connection = new RelayConnection(options);
        RelayException failed = await Assert.ThrowsAsync<RelayException>(() => connection.GetStatusAsync(default));
        Assert.DoesNotContain('\n', failed.Message);
        return failed.Message;
    }
}
