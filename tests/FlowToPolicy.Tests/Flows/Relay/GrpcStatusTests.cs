using System.Globalization;
using FlowToPolicy.Flows.Relay.Grpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>How a gRPC call may end, against a real HTTP/2 server that answers by hand.</summary>
public class GrpcStatusTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    [Fact]
    public async Task A_status_after_messages_ends_the_call_with_its_decoded_message()
    {
        var seen = new List<byte[]>();
        GrpcException failed = await GrpcCalls.FailAsync(
            async context =>
            {
                await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
                context.Response.AppendTrailer("grpc-status", "14");
                context.Response.AppendTrailer("grpc-message", "caf%C3%A9 %7B gone");
            },
            seen: seen);

        Assert.Single(seen);
        Assert.Equal((GrpcStatusCode.Unavailable, "café { gone"), (failed.Status, failed.Detail));
    }

    [Fact]
    public async Task A_response_of_trailers_only_gives_its_status_at_once()
    {
        GrpcException failed = await GrpcCalls.FailAsync(context =>
        {
            context.Response.Headers["grpc-status"] = "12";
            context.Response.Headers["grpc-message"] = "unknown service";
            return Task.CompletedTask;
        });

        Assert.Equal((GrpcStatusCode.Unimplemented, "unknown service"), (failed.Status, failed.Detail));
    }

    [Fact]
    public async Task A_response_of_trailers_only_may_be_OK()
    {
        (List<byte[]> messages, _) = await GrpcCalls.CallAsync(context =>
        {
            context.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        });

        Assert.Empty(messages);
    }

    [Theory]
    [InlineData("99", GrpcStatusCode.Unknown)]
    [InlineData("many", GrpcStatusCode.Unknown)]
    [InlineData("-1", GrpcStatusCode.Unknown)]
    [InlineData("16", GrpcStatusCode.Unauthenticated)]
    public async Task A_status_that_nobody_knows_is_unknown(string status, object expected)
    {
        GrpcException failed = await GrpcCalls.FailAsync(context =>
        {
            context.Response.AppendTrailer("grpc-status", status);
            return Task.CompletedTask;
        });

        Assert.Equal(expected, failed.Status);
    }

    [Fact]
    public async Task A_response_without_a_status_is_no_success()
    {
        GrpcException failed = await GrpcCalls.FailAsync(async context => await context.Response.Body.WriteAsync(RelayServer.Frame(Hello)));
        Assert.Equal(GrpcStatusCode.Cancelled, failed.Status);
    }

    [Theory]
    [InlineData(400, GrpcStatusCode.Internal)]
    [InlineData(401, GrpcStatusCode.Unauthenticated)]
    [InlineData(403, GrpcStatusCode.PermissionDenied)]
    [InlineData(404, GrpcStatusCode.Unimplemented)]
    [InlineData(429, GrpcStatusCode.Unavailable)]
    [InlineData(502, GrpcStatusCode.Unavailable)]
    [InlineData(503, GrpcStatusCode.Unavailable)]
    [InlineData(504, GrpcStatusCode.Unavailable)]
    [InlineData(302, GrpcStatusCode.Unknown)]
    [InlineData(500, GrpcStatusCode.Unknown)]
    public async Task An_HTTP_status_stands_for_a_gRPC_status(int http, object expected)
    {
        GrpcException failed = await GrpcCalls.FailAsync(context =>
        {
            context.Response.StatusCode = http;
            context.Response.ContentType = "text/html";
            return Task.CompletedTask;
        });

        Assert.Equal(expected, failed.Status);
        Assert.Contains(http.ToString(CultureInfo.InvariantCulture), failed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/grpcish")]
    [InlineData(null)]
    public async Task A_response_that_is_not_gRPC_is_refused(string? type)
    {
        GrpcException failed = await GrpcCalls.FailAsync(async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(GrpcStatusCode.Cancelled, failed.Status);
    }

    [Fact]
    public async Task A_content_type_with_a_suffix_is_gRPC()
    {
        (List<byte[]> messages, _) = await GrpcCalls.CallAsync(async context =>
        {
            context.Response.ContentType = "application/grpc+proto";
            await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(Hello, Assert.Single(messages));
    }

    [Theory]
    [InlineData(0x2, GrpcStatusCode.Internal)]
    [InlineData(0x7, GrpcStatusCode.Unavailable)]
    [InlineData(0x8, GrpcStatusCode.Cancelled)]
    [InlineData(0xB, GrpcStatusCode.ResourceExhausted)]
    [InlineData(0xC, GrpcStatusCode.PermissionDenied)]
    public async Task A_reset_stream_is_a_status(int code, object expected)
    {
        GrpcException before = await GrpcCalls.FailAsync(context =>
        {
            context.Features.Get<IHttpResetFeature>()!.Reset(code);
            return Task.CompletedTask;
        });
        GrpcException after = await GrpcCalls.FailAsync(async context =>
        {
            await context.Response.Body.WriteAsync(RelayServer.Frame(Hello));
            await context.Response.Body.FlushAsync();
            context.Features.Get<IHttpResetFeature>()!.Reset(code);
        });

        Assert.Equal(expected, before.Status);
        Assert.Equal(expected, after.Status);
    }
}
