using System.Diagnostics;
using FlowToPolicy.Flows.Relay.Grpc;
using Microsoft.AspNetCore.Http;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>What a gRPC client does with requests, messages, deadlines and cancellation, against a real HTTP/2 server that answers by hand.</summary>
public class GrpcCallTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    [Fact]
    public async Task The_request_is_what_gRPC_asks_for()
    {
        byte[] body = [];
        string method = "", path = "", protocol = "";
        (List<byte[]> messages, IReadOnlyDictionary<string, string> headers) = await GrpcCalls.CallAsync(
            async context =>
            {
                (method, path, protocol) = (context.Request.Method, context.Request.Path, context.Request.Protocol);
                body = await GrpcCalls.ReadAllAsync(context.Request.Body);
                context.Response.AppendTrailer("grpc-status", "0");
            },
            request => request with { Authorization = "Basic eDp5", Deadline = TimeSpan.FromSeconds(20) });

        Assert.Empty(messages);
        Assert.Equal(("POST", "/test.Test/Stream", "HTTP/2"), (method, path, protocol));
        Assert.Equal("0000000005" + Convert.ToHexString(Hello), Convert.ToHexString(body));
        Assert.Equal("application/grpc", headers["content-type"]);
        Assert.Equal("trailers", headers["te"]);
        Assert.Equal("identity", headers["grpc-accept-encoding"]);
        Assert.Equal("Basic eDp5", headers["authorization"]);
        Assert.Equal("20000000u", headers["grpc-timeout"]);
        Assert.StartsWith("flow2policy", headers["user-agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_arrive_whole_however_the_bytes_are_cut()
    {
        byte[][] sent = [[], [1], [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)], [2, 3]];
        (List<byte[]> messages, _) = await GrpcCalls.CallAsync(async context =>
        {
            byte[] all = [.. sent.SelectMany(m => RelayServer.Frame(m))];
            int cut = 1;
            for (int at = 0; at < all.Length; at += cut, cut = Math.Min(50_000, cut * 3))
            {
                await context.Response.Body.WriteAsync(all.AsMemory(at, Math.Min(cut, all.Length - at)));
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(sent, messages);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_before_room_is_made_for_it()
    {
        long before = 0;
        GrpcException refused = await GrpcCalls.FailAsync(
            async context =>
            {
                await context.Response.Body.WriteAsync(RelayServer.Frame(Hello, length: int.MaxValue));
                await context.Response.Body.FlushAsync();
                before = GC.GetTotalAllocatedBytes();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            request => request with { MaxMessageBytes = 1000 });

        Assert.Equal(GrpcStatusCode.ResourceExhausted, refused.Status);
        Assert.Contains("1000", refused.Detail, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 500_000_000);
    }

    [Fact]
    public async Task A_message_as_large_as_the_limit_is_taken()
    {
        (List<byte[]> messages, _) = await GrpcCalls.CallAsync(
            async context =>
            {
                await context.Response.Body.WriteAsync(RelayServer.Frame(new byte[1000]));
                context.Response.AppendTrailer("grpc-status", "0");
            },
            request => request with { MaxMessageBytes = 1000 });

        Assert.Equal(1000, Assert.Single(messages).Length);
    }

    [Theory]
    [InlineData(null, 1, GrpcStatusCode.Internal)]
    [InlineData("identity", 1, GrpcStatusCode.Internal)]
    [InlineData("gzip", 1, GrpcStatusCode.Unimplemented)]
    [InlineData(null, 7, GrpcStatusCode.Internal)]
    public async Task A_compressed_message_is_refused(string? encoding, byte flag, object status)
    {
        GrpcException refused = await GrpcCalls.FailAsync(async context =>
        {
            if (encoding is not null)
            {
                context.Response.Headers["grpc-encoding"] = encoding;
            }

            await context.Response.Body.WriteAsync(RelayServer.Frame(Hello, flag));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(status, refused.Status);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_response_that_ends_within_a_message_is_an_error(int bytes)
    {
        GrpcException failed = await GrpcCalls.FailAsync(async context =>
        {
            await context.Response.Body.WriteAsync(RelayServer.Frame(Hello).AsMemory(0, bytes));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(GrpcStatusCode.Internal, failed.Status);
    }

    [Fact]
    public async Task A_deadline_ends_a_call_that_has_not_begun_and_one_that_goes_on()
    {
        foreach (bool begun in new[] { false, true })
        {
            var clock = Stopwatch.StartNew();
            GrpcException late = await GrpcCalls.FailAsync(
                async context =>
                {
                    if (begun)
                    {
                        await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
                        await context.Response.Body.FlushAsync();
                    }

                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                },
                request => request with { Deadline = TimeSpan.FromMilliseconds(300) });

            Assert.Equal(GrpcStatusCode.DeadlineExceeded, late.Status);
            Assert.InRange(clock.ElapsedMilliseconds, 200, 20_000);
        }
    }

    [Fact]
    public async Task A_deadline_that_has_passed_ends_the_call_at_once()
    {
        GrpcException late = await GrpcCalls.FailAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            request => request with { Deadline = TimeSpan.Zero });
        Assert.Equal(GrpcStatusCode.DeadlineExceeded, late.Status);
    }

    [Fact]
    public async Task Cancelling_ends_the_call_and_tells_the_server()
    {
        using var cancel = new CancellationTokenSource();
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Answer = async context =>
            {
                await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
        });
        using HttpMessageInvoker client = GrpcCalls.Client();
        using (GrpcCall call = await GrpcCall.StartAsync(client, GrpcCalls.Request(server, Hello), cancel.Token))
        {
            Assert.True(await call.MoveNextAsync());
            ValueTask<bool> next = call.MoveNextAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        }

        var clock = Stopwatch.StartNew();
        while (server.BrokenOff == 0 && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            await Task.Delay(10);
        }

        Assert.Equal(1, server.BrokenOff);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_unary_call_wants_one_message(int messages)
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Answer = async context =>
            {
                for (int i = 0; i < messages; i++)
                {
                    await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
                }

                context.Response.AppendTrailer("grpc-status", "0");
            },
        });
        using HttpMessageInvoker client = GrpcCalls.Client();
        GrpcException failed = await Assert.ThrowsAsync<GrpcException>(() => GrpcCall.UnaryAsync(client, GrpcCalls.Request(server, Hello), default));
        Assert.Equal(GrpcStatusCode.Internal, failed.Status);
    }

    [Theory]
    [InlineData(0, "0n")]
    [InlineData(-5, "0n")]
    [InlineData(1, "100n")]
    [InlineData(10_000_000, "1000000u")]
    [InlineData(120_000_000, "12000000u")]
    [InlineData(10_000_000_000, "1000000m")]
    [InlineData(long.MaxValue, "99999999H")]
    public void A_timeout_has_at_most_eight_digits(long ticks, string expected) =>
        Assert.Equal(expected, GrpcHeaders.Timeout(TimeSpan.FromTicks(ticks)));
}
