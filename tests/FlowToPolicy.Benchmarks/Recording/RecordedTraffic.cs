using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Identities;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ApiEndpoint = FlowToPolicy.Hubble.Api.Endpoint;
using ApiFlow = FlowToPolicy.Hubble.Api.Flow;
using Endpoint = FlowToPolicy.Flows.Endpoint;
using Flow = FlowToPolicy.Flows.Flow;

namespace FlowToPolicy.Benchmarks.Recording;

/// <summary>New connections over a fixed set of edges, each edge on the nodes of its ends; some edges are far busier than others.</summary>
internal sealed class RecordedTraffic
{
    private readonly Random _random = new(11);
    private readonly (Endpoint Client, Endpoint Server, ushort Port)[] _edges;
    private readonly string[] _nodes;
    private readonly long[] _last;
    private Flow _flow = Flow.Blank;

    public RecordedTraffic(int edges, int nodes)
    {
        _nodes = [.. Enumerable.Range(0, nodes).Select(i => string.Create(CultureInfo.InvariantCulture, $"prod/worker-{i:00}"))];
        _last = new long[nodes];
        int workloads = Math.Max(10, edges / 5);
        Endpoint[] pods = [.. Enumerable.Range(0, workloads).Select(Pod)];
        _edges = [.. Enumerable.Range(0, edges).Select(i => (pods[i % workloads], pods[((i / workloads) + (i * 7) + 1) % workloads], (ushort)(8000 + (i % 50))))];
    }

    /// <summary>The next flow. Valid until the next call.</summary>
    public ref readonly Flow Next(long time)
    {
        double draw = _random.NextDouble();
        int edge = (int)(draw * draw * _edges.Length);
        int node = edge % _nodes.Length;
        _last[node] = Math.Max(_last[node], time);
        Span<byte> id = stackalloc byte[16];
        _random.NextBytes(id);
        _flow.Time = _last[node];
        _flow.Uuid = new Guid(id);
        _flow.Verdict = FlowToPolicy.Flows.Verdict.Forwarded;
        _flow.Event = FlowEvent.Trace;
        _flow.Type = FlowToPolicy.Flows.FlowType.L3L4;
        _flow.ObservationPoint = ObservationPoint.ToEndpoint;
        _flow.TraceReason = FlowToPolicy.Flows.TraceReason.New;
        _flow.IsReply = false;
        (_flow.Source, _flow.Destination, _flow.DestinationPort) = _edges[edge];
        _flow.Protocol = Protocol.Tcp;
        _flow.SourcePort = (ushort)(32768 + (time & 0x3FFF));
        _flow.TcpFlags = FlowToPolicy.Flows.TcpFlags.Syn;
        _flow.NodeName = _nodes[node];
        return ref _flow;
    }

    /// <summary>The next flow as it stands on the wire.</summary>
    public byte[] Message(long time)
    {
        Flow flow = Next(time);
        Timestamp at = Timestamp.FromDateTime(new DateTime(flow.Time, DateTimeKind.Utc));
        return new GetFlowsResponse
        {
            NodeName = flow.NodeName,
            Time = at,
            Flow = new ApiFlow
            {
                Time = at,
                Uuid = flow.Uuid.ToString(),
                Verdict = FlowToPolicy.Hubble.Api.Verdict.Forwarded,
                IP = new IP { Source = "10.0.1.10", Destination = "10.0.2.20", IpVersion = IPVersion.Ipv4 },
                L4 = new Layer4 { TCP = new TCP { SourcePort = flow.SourcePort, DestinationPort = flow.DestinationPort, Flags = new TCPFlags { SYN = true } } },
                Source = OnWire(flow.Source),
                Destination = OnWire(flow.Destination),
                Type = FlowToPolicy.Hubble.Api.FlowType.L3L4,
                NodeName = flow.NodeName,
                EventType = new CiliumEventType { Type = 4 },
                TraceObservationPoint = TraceObservationPoint.ToEndpoint,
                TraceReason = FlowToPolicy.Hubble.Api.TraceReason.New,
                IsReply = false,
            },
        }.ToByteArray();
    }

    private static Endpoint Pod(int number) => new(
        1, (uint)(1000 + number), "", $"team-{number % 40}", $"svc-{number}-0",
        LabelSet.Parse($"k8s:app=svc-{number}", $"k8s:io.kubernetes.pod.namespace=team-{number % 40}", "k8s:io.cilium.k8s.policy.cluster=prod"), "StatefulSet", $"svc-{number}");

    private static ApiEndpoint OnWire(Endpoint pod) => new()
    {
        ID = pod.Id,
        Identity = pod.Identity,
        Namespace = pod.Namespace,
        PodName = pod.PodName,
        Labels = { pod.Labels.Select(l => l.ToString()) },
        Workloads = { new FlowToPolicy.Hubble.Api.Workload { Name = pod.WorkloadName, Kind = pod.WorkloadKind } },
    };
}
