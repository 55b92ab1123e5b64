using FlowToPolicy.Flows.Relay.Grpc;
using Microsoft.AspNetCore.Http;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>Calls of servers that answer by hand.</summary>
internal static class GrpcCalls
{
    public static HttpMessageInvoker Client() => new(new SocketsHttpHandler { UseProxy = false });

    public static GrpcRequest Request(RelayServer server, byte[] message) =>
        new(new Uri($"http://127.0.0.1:{server.Port}"), "/test.Test/Stream", message);

    /// <summary>Makes a call that must fail; what came before goes to <paramref name="seen"/>.</summary>
    public static async Task<GrpcException> FailAsync(
        Func<HttpContext, Task> answer, Func<GrpcRequest, GrpcRequest>? change = null, List<byte[]>? seen = null) =>
        await Assert.ThrowsAsync<GrpcException>(() => CallAsync(answer, change, seen));

    /// <summary>Makes a call and reads it to its end; gives the messages and the headers of the request.</summary>
    public static async Task<(List<byte[]> Messages, IReadOnlyDictionary<string, string> Headers)> CallAsync(
        Func<HttpContext, Task> answer, Func<GrpcRequest, GrpcRequest>? change = null, List<byte[]>? seen = null)
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Answer = answer });
        using HttpMessageInvoker client = Client();
        GrpcRequest request = Request(server, "hello"u8.ToArray());
        using GrpcCall call = await GrpcCall.StartAsync(client, change?.Invoke(request) ?? request, default);
        seen ??= [];
        while (await call.MoveNextAsync())
        {
            seen.Add(call.Message.ToArray());
        }

        Assert.False(await call.MoveNextAsync());
        return (seen, server.Headers.First());
    }

    public static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
