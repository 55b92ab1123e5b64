using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Relay;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace FlowToPolicy.Tests.Recorder.Chaos;

/// <summary>
/// A relay in this process that behaves as relays do when things go wrong, with nodes that know exactly what they saw. One method per
/// thing that goes wrong.
/// </summary>
internal sealed class ChaosRelay(TimeProvider clock, Random chance) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Due, Action Do)> _later = [];
    private RelayServer? _server;
    private ChaosStream? _stream;
    private int _refusals;

    public List<ChaosNode> Nodes { get; } = [];

    public RelayServer Server => _server ?? throw new InvalidOperationException("It is not started.");

    /// <summary>The client's counter of bytes, to know when it has read everything.</summary>
    public Func<long> ClientBytes { get; set; } = () => 0;

    /// <summary>The nodes that refuse field masks.</summary>
    public HashSet<string> RefusingMasks { get; } = new(StringComparer.Ordinal);

    /// <summary>How many GetFlows calls came.</summary>
    public int Calls { get; private set; }

    /// <summary>The GetFlows requests.</summary>
    public List<GetFlowsRequest> Requests { get; } = [];

    /// <summary>Whether a call that does not follow ends when all was sent, as it does with a real relay.</summary>
    public bool EndsWithoutFollow { get; set; }

    /// <summary>How long every answer takes to begin, in real time.</summary>
    public TimeSpan Slowness { get; set; }

    public async Task StartAsync(RelayBehaviour? behaviour = null) =>
        _server = await RelayServer.StartAsync((behaviour ?? new RelayBehaviour()) with { Answer = AnswerAsync });

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Server.DisposeAsync();
    }

    /// <summary>Does something with the nodes, and sends what comes of it.</summary>
    public void Do(Action what)
    {
        lock (_gate)
        {
            what();
            _stream?.Wake();
        }
    }

    /// <summary>The connection breaks.</summary>
    public void Cut() => End(s =>
    {
        s.Cut();

        // Closed from now on, whenever the server notices: nobody may take it for one that has sent everything.
        _stream = null;
    });

    /// <summary>The relay ends the stream with OK.</summary>
    public void EndStream() => End(s => s.IsEnding = true);

    /// <summary>The relay is gone for so many calls.</summary>
    public void Refuse(int calls)
    {
        lock (_gate)
        {
            _refusals = calls;
        }

        Cut();
    }

    /// <summary>The relay loses a node: it says so, perhaps late, and asks it again with the original request when it is back.</summary>
    public void LosePeer(ChaosNode node, TimeSpan toldAfter, TimeSpan backAfter) => Do(() =>
    {
        node.IsReachable = false;
        ChaosStream? lost = _stream;
        bool wasAttached = lost?.IsAttached(node) == true;
        if (wasAttached)
        {
            lost!.Detach(node);
            Later(toldAfter, () => lost.Notify(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Error, "rpc error: code = Unavailable", node.Name)));
        }

        Later(backAfter, () =>
        {
            // A stream that has begun meanwhile takes it as a new node; one that it had left without an error never asks it again.
            node.IsReachable = true;
            if (_stream is { } stream && (stream != lost || wasAttached) && !stream.IsAttached(node))
            {
                stream.Attach(node);
            }
        });
    });

    /// <summary>The stream from a node to the relay ends without an error: the relay does not ask again, and says nothing.</summary>
    public void EndPeer(ChaosNode node) => Do(() => _stream?.Detach(node));

    /// <summary>An agent starts anew.</summary>
    public void RestartAgent(ChaosNode node, TimeSpan toldAfter, TimeSpan backAfter) => Do(() =>
    {
        node.Restart(clock.GetUtcNow());
        if (_stream is { } stream && stream.IsAttached(node))
        {
            stream.Detach(node);
            Later(toldAfter, () => stream.Notify(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Error, "rpc error: code = Unavailable", node.Name)));
            Later(backAfter, () => stream.Attach(node));
        }
    });

    /// <summary>A flow with any time reaches the client, as from a node whose clock is wrong; it is not part of what nodes saw.</summary>
    public void Send(string node, DateTimeOffset time) => Do(() =>
    {
        GetFlowsResponse flow = HubbleMessages.Flow(node: node);
        flow.Flow.Time = flow.Time = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time);
        _stream?.Notify(flow);
    });

    /// <summary>Does what has become due.</summary>
    public void Tick() => Do(() =>
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((DateTimeOffset due, Action what) in _later.Where(l => l.Due <= now).ToArray())
        {
            _later.Remove((due, what));
            what();
        }
    });

    /// <summary>Whether no stream is open, or the client has read all that there is.</summary>
    public bool IsSettled()
    {
        lock (_gate)
        {
            return _stream is null || (_stream.IsIdle() && !_stream.IsEnding && ClientBytes() - _stream.Before >= _stream.Sent);
        }
    }

    /// <summary>How many messages were sent on the stream that is open, or handed to it.</summary>
    public int Sent
    {
        get
        {
            lock (_gate)
            {
                return _stream?.Messages ?? 0;
            }
        }
    }

    /// <summary>Whether everything was sent that there is, for a client in another process.</summary>
    public bool IsSettledOnServer
    {
        get
        {
            lock (_gate)
            {
                return _stream?.IsIdle() == true;
            }
        }
    }

    /// <summary>Whether a stream is open.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _stream is not null;
            }
        }
    }

    private void Later(TimeSpan after, Action what) => _later.Add((clock.GetUtcNow() + after, what));

    private void End(Action<ChaosStream> how)
    {
        lock (_gate)
        {
            if (_stream is { } stream)
            {
                how(stream);
                stream.Wake();
            }
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        byte[] body = await RelayServer.ReadAsync(context.Request.Body);
        await Task.Delay(Slowness, context.RequestAborted);
        if (Refused())
        {
            RelayServer.End(context, 14, "the relay is gone");
        }
        else if (context.Request.Path == "/observer.Observer/GetFlows")
        {
            await GetFlowsAsync(context, GetFlowsRequest.Parser.ParseFrom(body));
        }
        else if (context.Request.Path == "/observer.Observer/GetNodes")
        {
            await context.Response.Body.WriteAsync(RelayServer.Frame(GetNodes().ToByteArray()));
            RelayServer.End(context, 0, null);
        }
        else if (context.Request.Path == "/observer.Observer/ServerStatus")
        {
            await context.Response.Body.WriteAsync(RelayServer.Frame(ServerStatus().ToByteArray()));
            RelayServer.End(context, 0, null);
        }
        else
        {
            RelayServer.End(context, 12, "unknown method");
        }
    }

    private bool Refused()
    {
        lock (_gate)
        {
            return _refusals > 0 && _refusals-- > 0;
        }
    }

    private ServerStatusResponse ServerStatus()
    {
        lock (_gate)
        {
            ChaosNode[] gone = [.. Nodes.Where(n => !n.IsReachable)];
            return new ServerStatusResponse
            {
                Version = "hubble-relay v1.18.2+g1234567",
                NumConnectedNodes = (uint)(Nodes.Count - gone.Length),
                NumUnavailableNodes = (uint)gone.Length,
                UnavailableNodes = { gone.Select(n => n.Name) },
            };
        }
    }

    private GetNodesResponse GetNodes()
    {
        lock (_gate)
        {
            return new GetNodesResponse
            {
                Nodes =
                {
                    Nodes.Select(n => new Node
                    {
                        Name = n.Name,
                        Version = n.Version,
                        State = n.IsReachable ? NodeState.NodeConnected : NodeState.NodeUnavailable,
                        UptimeNs = n.IsReachable ? (ulong)(clock.GetUtcNow() - n.Started).Ticks * 100 : 0,
                        NumFlows = (ulong)n.InRing,
                        MaxFlows = (ulong)n.Capacity,
                        SeenFlows = n.IsReachable ? n.Seen : 0,
                    }),
                },
            };
        }
    }

    private async Task GetFlowsAsync(HttpContext context, GetFlowsRequest request)
    {
        ChaosStream stream = Open(context, request);
        try
        {
            while (true)
            {
                List<GetFlowsResponse> messages;
                bool ending;
                lock (_gate)
                {
                    (messages, ending) = (stream.Next(chance), stream.IsEnding || (EndsWithoutFollow && !request.Follow));
                    stream.Count(messages);
                }

                await stream.SendAsync(messages);
                if (ending)
                {
                    RelayServer.End(context, 0, null);
                    return;
                }

                await stream.WaitAsync();
            }
        }
        finally
        {
            lock (_gate)
            {
                _stream = _stream == stream ? null : _stream;
                stream.Dispose();
            }
        }
    }

    private ChaosStream Open(HttpContext context, GetFlowsRequest request)
    {
        lock (_gate)
        {
            Calls++;
            Requests.Add(request);
            var stream = new ChaosStream(context, request) { Before = ClientBytes() };
            ChaosNode[] refusing = [.. Nodes.Where(n => request.FieldMask is not null && RefusingMasks.Contains(n.Name))];
            stream.Notify(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Connected, "", [.. Nodes.Where(n => n.IsReachable).Select(n => n.Name)]));
            if (Nodes.Any(n => !n.IsReachable))
            {
                stream.Notify(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Unavailable, "", [.. Nodes.Where(n => !n.IsReachable).Select(n => n.Name)]));
            }

            foreach (ChaosNode node in Nodes.Where(n => n.IsReachable && !refusing.Contains(n)))
            {
                stream.Attach(node);
            }

            foreach (ChaosNode node in refusing)
            {
                stream.Notify(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Error, "rpc error: invalid fieldmask", node.Name));
            }

            return _stream = stream;
        }
    }
}
