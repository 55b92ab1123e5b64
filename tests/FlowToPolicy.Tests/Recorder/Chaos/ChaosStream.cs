using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Relay;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace FlowToPolicy.Tests.Recorder.Chaos;

/// <summary>One GetFlows call of a client: what the relay still has to send on it. Guarded by the lock of its relay.</summary>
internal sealed class ChaosStream(HttpContext context, GetFlowsRequest request) : IDisposable
{
    private readonly Dictionary<ChaosNode, long> _peers = [];
    private readonly Queue<GetFlowsResponse> _notices = new();
    private readonly SemaphoreSlim _more = new(0);

    /// <summary>Bytes of messages that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>How many messages were sent.</summary>
    public int Messages { get; private set; }

    /// <summary>What the client's counter of bytes showed when the call came.</summary>
    public long Before { get; init; }

    /// <summary>Whether the relay ends it in good order.</summary>
    public bool IsEnding { get; set; }

    public GetFlowsRequest Request => request;

    /// <summary>The relay reads from the node, as the request asks.</summary>
    public void Attach(ChaosNode node) => _peers[node] = node.Begin(request);

    public bool IsAttached(ChaosNode node) => _peers.ContainsKey(node);

    /// <summary>The relay reads from the node no more.</summary>
    public void Detach(ChaosNode node) => _peers.Remove(node);

    public void Notify(GetFlowsResponse notice) => _notices.Enqueue(notice);

    /// <summary>There may be something to send.</summary>
    public void Wake() => _more.Release();

    /// <summary>Breaks the connection.</summary>
    public void Cut() => context.Abort();

    public void Dispose() => _more.Dispose();

    /// <summary>What is to be sent now: each node's events in their order, those of several nodes nearly in the order of time.</summary>
    public List<GetFlowsResponse> Next(Random chance)
    {
        var messages = new List<GetFlowsResponse>();
        while (_notices.TryDequeue(out GetFlowsResponse? notice))
        {
            messages.Add(notice);
        }

        ChaosNode[] nodes = [.. _peers.Keys.OrderBy(n => n.Name, StringComparer.Ordinal)];
        while (nodes.Length > 0)
        {
            int which = chance.Next(nodes.Length);
            long cursor = _peers[nodes[which]];
            if (nodes[which].Read(ref cursor) is { } message)
            {
                messages.Add(message);
            }
            else
            {
                nodes = [.. nodes.Where((_, i) => i != which)];
                continue;
            }

            _peers[nodes[which]] = cursor;
        }

        return messages;
    }

    /// <summary>Whether nothing is left to be sent.</summary>
    public bool IsIdle() => _notices.Count == 0 && _peers.All(p => p.Value >= p.Key.End);

    public Task WaitAsync() => _more.WaitAsync(context.RequestAborted);

    /// <summary>Counts what will be sent, under the lock, so that nobody takes it for sent and read.</summary>
    public void Count(List<GetFlowsResponse> messages)
    {
        Sent += messages.Sum(m => (long)m.CalculateSize());
        Messages += messages.Count;
    }

    public async Task SendAsync(List<GetFlowsResponse> messages)
    {
        foreach (GetFlowsResponse message in messages)
        {
            await context.Response.Body.WriteAsync(RelayServer.Frame(message.ToByteArray()), context.RequestAborted);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
