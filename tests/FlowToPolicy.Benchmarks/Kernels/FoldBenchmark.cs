using BenchmarkDotNet.Attributes;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Benchmarks.Kernels;

/// <summary>Folding decoded flows: 10 000 flows over 500 edges.</summary>
[MemoryDiagnoser]
public class FoldBenchmark
{
    private readonly Flow[] _flows = new Flow[10_000];
    private readonly GraphBuilder _builder = new();

    /// <summary>Makes the flows.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Endpoint[] pods = [.. Enumerable.Range(0, 100).Select(i => new Endpoint(1, (uint)(1000 + i), "", "shop", $"svc-{i}-0",
            LabelSet.Parse($"k8s:app=svc-{i}", "k8s:io.kubernetes.pod.namespace=shop"), "StatefulSet", $"svc-{i}"))];
        for (int i = 0; i < _flows.Length; i++)
        {
            _flows[i] = Flow.Blank with
            {
                Time = 638_000_000_000_000_000 + i,
                Uuid = new Guid(i, 1, 1, new byte[8]),
                Verdict = Verdict.Forwarded,
                Event = FlowEvent.Trace,
                Type = FlowType.L3L4,
                ObservationPoint = ObservationPoint.ToEndpoint,
                TraceReason = TraceReason.New,
                IsReply = false,
                Source = pods[i % 100],
                Destination = pods[(i + 1 + (i % 5)) % 100],
                Protocol = Protocol.Tcp,
                SourcePort = 40000,
                DestinationPort = 8080,
                TcpFlags = TcpFlags.Syn,
                NodeName = "default/worker-1",
            };
        }
    }

    /// <summary>Folds them all once more.</summary>
    [Benchmark(OperationsPerInvoke = 10_000)]
    public void Fold()
    {
        for (int i = 0; i < _flows.Length; i++)
        {
            _builder.Accept(_flows[i]);
        }
    }
}
