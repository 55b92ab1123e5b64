using FlowToPolicy.Hubble.Api;
using Google.Protobuf.WellKnownTypes;
using ApiEndpoint = FlowToPolicy.Hubble.Api.Endpoint;
using ApiFlow = FlowToPolicy.Hubble.Api.Flow;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>Messages as a relay sends them.</summary>
internal static class HubbleMessages
{
    /// <summary>The time of the first of <see cref="Flows"/>.</summary>
    public static DateTime Start { get; } = new(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc);

    /// <summary>A new connection of a pod to another, seen at its end.</summary>
    public static GetFlowsResponse Flow(
        string source = "shop/web", string destination = "shop/cart", uint port = 8080, int second = 0, string node = "worker-1")
    {
        Timestamp time = Timestamp.FromDateTime(Start.AddSeconds(second));
        var flow = new ApiFlow
        {
            Time = time,
            Uuid = new Guid(second, 0, 0, new byte[8]).ToString(),
            Verdict = Verdict.Forwarded,
            IP = new IP { Source = "10.0.1.10", Destination = "10.0.2.20", IpVersion = IPVersion.Ipv4 },
            L4 = new Layer4 { TCP = new TCP { SourcePort = 40001, DestinationPort = port, Flags = new TCPFlags { SYN = true } } },
            Source = Pod(source, 0),
            Destination = Pod(destination, 877),
            Type = FlowType.L3L4,
            NodeName = node,
            EventType = new CiliumEventType { Type = 4 },
            TrafficDirection = TrafficDirection.Egress,
            TraceObservationPoint = TraceObservationPoint.ToEndpoint,
            TraceReason = TraceReason.New,
            IsReply = false,
        };
        return new GetFlowsResponse { Flow = flow, NodeName = node, Time = time };
    }

    /// <summary>So many connections, one a second.</summary>
    public static GetFlowsResponse[] Flows(int count) => [.. Enumerable.Range(0, count).Select(i => Flow(second: i))];

    /// <summary>A notice about nodes.</summary>
    public static GetFlowsResponse Status(FlowToPolicy.Flows.NodeState state, string message, params string[] nodes) =>
        new() { NodeStatus = new NodeStatusEvent { StateChange = (NodeState)state, Message = message, NodeNames = { nodes } }, NodeName = "relay" };

    /// <summary>A notice of lost events.</summary>
    public static GetFlowsResponse Lost(ulong count, string node = "worker-1") =>
        new() { LostEvents = new LostEvent { Source = LostEventSource.HubbleRingBuffer, NumEventsLost = count }, NodeName = node, Time = Timestamp.FromDateTime(Start) };

    private static ApiEndpoint Pod(string name, uint id)
    {
        string[] parts = name.Split('/');
        return new ApiEndpoint
        {
            ID = id,
            Identity = 31001,
            Namespace = parts[0],
            PodName = $"{parts[1]}-6c9f7d5b8-k2x4q",
            Labels = { $"k8s:app={parts[1]}", $"k8s:io.kubernetes.pod.namespace={parts[0]}" },
            Workloads = { new Workload { Name = parts[1], Kind = "Deployment" } },
        };
    }
}
