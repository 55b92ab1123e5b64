using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>A relay in this process, on a real HTTP/2 server: it sends the messages that it was given, in gRPC frames.</summary>
internal sealed class RelayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RelayBehaviour _behaviour;

    private RelayServer(WebApplication app, RelayBehaviour behaviour)
    {
        _app = app;
        _behaviour = behaviour;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>What <c>--server</c> takes.</summary>
    public string Target => _behaviour.SocketPath is { } path ? $"unix://{path}"
        : string.Create(CultureInfo.InvariantCulture, $"{(_behaviour.Certificate is null ? "" : "tls://")}127.0.0.1:{Port}");

    /// <summary>Options that reach the server.</summary>
    public RelayOptions Options => new()
    {
        Target = RelayTarget.TryParse(Target, out RelayTarget? target, out _) ? target : throw new InvalidOperationException(Target),
    };

    /// <summary>The GetFlows requests that came.</summary>
    public ConcurrentQueue<GetFlowsRequest> Requests { get; } = new();

    /// <summary>The headers of the calls that came.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Headers { get; } = new();

    /// <summary>How many calls were broken off by the client.</summary>
    public int BrokenOff => _brokenOff;

    private int _brokenOff;

    public static async Task<RelayServer> StartAsync(RelayBehaviour behaviour)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, behaviour));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var server = new RelayServer(builder.Build(), behaviour);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        if (behaviour.SocketPath is null)
        {
            string address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            server.Port = new Uri(address).Port;
        }

        return server;
    }

    /// <summary>A server that sends these messages.</summary>
    public static Task<RelayServer> StartAsync(params GetFlowsResponse[] messages) => StartAsync(new RelayBehaviour { Messages = messages });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A message in its gRPC frame.</summary>
    public static byte[] Frame(byte[] message, byte compressed = 0, int? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length ?? message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static void Listen(KestrelServerOptions kestrel, RelayBehaviour behaviour)
    {
        if (behaviour.SocketPath is { } path)
        {
            kestrel.ListenUnixSocket(path, options => options.Protocols = behaviour.Http);
            return;
        }

        kestrel.Listen(IPAddress.Loopback, 0, options =>
        {
            options.Protocols = behaviour.Http;
            if (behaviour.Certificate is { } certificate)
            {
                options.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    SslProtocols = behaviour.TlsVersions,
                    ClientCertificateMode = behaviour.ClientAuthority is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
                    ClientCertificateValidation = (shown, _, _) => TestAuthority.Issued(behaviour.ClientAuthority!, shown),
                });
            }
        });
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Headers.Enqueue(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        using CancellationTokenRegistration left = context.RequestAborted.Register(() => Interlocked.Increment(ref _brokenOff));
        context.Response.ContentType = "application/grpc";
        if (_behaviour.Answer is { } byHand)
        {
            await byHand(context);
            return;
        }

        byte[] request = await ReadAsync(context.Request.Body);
        switch (context.Request.Path)
        {
            case "/observer.Observer/GetFlows":
                await GetFlowsAsync(context, GetFlowsRequest.Parser.ParseFrom(request));
                break;
            case "/observer.Observer/ServerStatus":
                await SendAsync(context, new ServerStatusResponse
                {
                    Version = "v1.19.4",
                    NumFlows = 10,
                    MaxFlows = 4095,
                    SeenFlows = 20,
                    UptimeNs = 5_000_000_000,
                    FlowsRate = 2.5,
                    NumConnectedNodes = 2,
                    NumUnavailableNodes = 1,
                    UnavailableNodes = { "worker-3" },
                });
                End(context, 0, null);
                break;
            default:
                End(context, 12, "unknown method");
                break;
        }
    }

    private async Task GetFlowsAsync(HttpContext context, GetFlowsRequest request)
    {
        Requests.Enqueue(request);
        if (request.FieldMask is not null && _behaviour.Mask != MaskRefusal.None)
        {
            await RefuseMaskAsync(context);
            return;
        }

        foreach (GetFlowsResponse message in _behaviour.Messages)
        {
            await Task.Delay(_behaviour.Pause, context.RequestAborted);
            await SendAsync(context, message);
        }

        await StayAsync(context, _behaviour.StaysOpen);
        End(context, _behaviour.Status, _behaviour.StatusMessage);
    }

    private async Task RefuseMaskAsync(HttpContext context)
    {
        if (_behaviour.Mask == MaskRefusal.ByStatus)
        {
            End(context, 3, "invalid fieldmask");
            return;
        }

        await SendAsync(context, HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Connected, "", "worker-1"));
        await SendAsync(context, HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Error, "rpc error: invalid fieldmask", "worker-1"));
        await StayAsync(context, _behaviour.Mask == MaskRefusal.ByNodeForever);
        End(context, 0, null);
    }

    private static async Task StayAsync(HttpContext context, bool staysOpen)
    {
        if (staysOpen)
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
    }

    private static async Task SendAsync(HttpContext context, IMessage message) =>
        await context.Response.Body.WriteAsync(Frame(message.ToByteArray()), context.RequestAborted);

    /// <summary>Ends a call with a status.</summary>
    public static void End(HttpContext context, int status, string? message)
    {
        context.Response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        if (message is not null)
        {
            context.Response.AppendTrailer("grpc-message", message);
        }
    }

    /// <summary>The message of a request.</summary>
    public static async Task<byte[]> ReadAsync(Stream body)
    {
        using var all = new MemoryStream();
        await body.CopyToAsync(all);
        return all.ToArray()[5..];
    }
}
