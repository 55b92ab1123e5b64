using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Recorder.Diagnosis;

/// <summary>
/// Counts which fields a sample of flows has, so that it can be said what its source allows and what it rules out. Takes no memory per
/// flow, but for the names of nodes.
/// </summary>
public sealed class FlowCensus : IFlowSink
{
    /// <summary>How many nodes are kept by name.</summary>
    public const int NodeLimit = 4096;

    private readonly Dictionary<Endpoint, RawEndKind> _kinds = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, long> _nodes = new(StringComparer.Ordinal);
    private readonly long[] _skipped = new long[(int)SkipReason.BeyondLimit + 1];

    /// <summary>Flows.</summary>
    public long Flows { get; private set; }

    /// <summary>Flows with a time.</summary>
    public long WithTime { get; private set; }

    /// <summary>Flows with a uuid.</summary>
    public long WithUuid { get; private set; }

    /// <summary>Flows that name their node.</summary>
    public long WithNode { get; private set; }

    /// <summary>Ends that are pods.</summary>
    public long PodEnds { get; private set; }

    /// <summary>Ends that are pods and have labels.</summary>
    public long LabelledPodEnds { get; private set; }

    /// <summary>Ends that are outside of the cluster.</summary>
    public long WorldEnds { get; private set; }

    /// <summary>Ends that are outside of the cluster and have an address.</summary>
    public long WorldEndsWithAddress { get; private set; }

    /// <summary>Ends of which nothing at all is known.</summary>
    public long UnknownEnds { get; private set; }

    /// <summary>Flows of protocols with ports.</summary>
    public long WithPortProtocol { get; private set; }

    /// <summary>Flows of protocols with ports that have the destination's port.</summary>
    public long WithPort { get; private set; }

    /// <summary>Trace events.</summary>
    public long Traces { get; private set; }

    /// <summary>Trace events of which it is known whether they are replies.</summary>
    public long TracesWithReply { get; private set; }

    /// <summary>Policy-verdict events.</summary>
    public long PolicyVerdicts { get; private set; }

    /// <summary>Policy-verdict events in audit mode.</summary>
    public long Audited { get; private set; }

    /// <summary>Drop events.</summary>
    public long Drops { get; private set; }

    /// <summary>Events of the L7 proxy other than DNS.</summary>
    public long L7 { get; private set; }

    /// <summary>DNS events of the proxy.</summary>
    public long Dns { get; private set; }

    /// <summary>Flows that carry a DNS name of either end.</summary>
    public long WithNames { get; private set; }

    /// <summary>Lines that stand for several flows, added up by the exporter.</summary>
    public long Aggregated { get; private set; }

    /// <summary>Events that were lost, by the source's own account.</summary>
    public long LostEvents { get; private set; }

    /// <summary>Time of the earliest flow in ticks UTC; 0 when none has a time.</summary>
    public long First { get; private set; }

    /// <summary>Time of the latest flow in ticks UTC; 0 when none has a time.</summary>
    public long Last { get; private set; }

    /// <summary>Flows by node, the first <see cref="NodeLimit"/> nodes.</summary>
    public IReadOnlyDictionary<string, long> Nodes => _nodes;

    /// <summary>Nodes that the relay could not read from, with its messages; the first <see cref="NodeLimit"/>.</summary>
    public SortedDictionary<string, string> UnreadNodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines or messages that hold no flow for this reason.</summary>
    public long Skipped(SkipReason reason) => _skipped[(int)reason];

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        Flows++;
        WithTime += flow.Time > 0 ? 1 : 0;
        WithUuid += flow.Uuid != Guid.Empty ? 1 : 0;
        WithNames += flow.SourceNames.Count + flow.DestinationNames.Count > 0 ? 1 : 0;
        Aggregated += flow.AggregateCount > 0 ? 1 : 0;
        if (flow.Time > 0)
        {
            First = First == 0 ? flow.Time : Math.Min(First, flow.Time);
            Last = Math.Max(Last, flow.Time);
        }

        CountNode(flow.NodeName);
        CountEnd(flow.Source, flow.SourceAddress);
        CountEnd(flow.Destination, flow.DestinationAddress);
        CountPorts(flow);
        CountEvent(flow);
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost) => LostEvents += lost.Count;

    /// <inheritdoc/>
    public void Status(NodeStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status.State is NodeState.Unavailable or NodeState.Error)
        {
            foreach (string node in status.Nodes.Where(n => UnreadNodes.Count < NodeLimit || UnreadNodes.ContainsKey(n)))
            {
                UnreadNodes[node] = status.Message.Length > 0 ? status.Message : "not reachable";
            }
        }
    }

    /// <inheritdoc/>
    public void Skip(SkipReason reason) => _skipped[(int)reason]++;

    private void CountNode(string node)
    {
        if (node.Length == 0)
        {
            return;
        }

        WithNode++;
        if (_nodes.Count < NodeLimit || _nodes.ContainsKey(node))
        {
            _nodes[node] = _nodes.GetValueOrDefault(node) + 1;
        }
    }

    private void CountEnd(Endpoint end, Address address)
    {
        if (!_kinds.TryGetValue(end, out RawEndKind kind))
        {
            if (_kinds.Count >= EndpointTable.Limit)
            {
                _kinds.Clear();
            }

            _kinds.Add(end, kind = EndClassifier.Classify(end).Kind);
        }

        switch (kind)
        {
            case RawEndKind.Pod:
                PodEnds++;
                LabelledPodEnds += end.Labels.Count > 0 ? 1 : 0;
                break;
            case RawEndKind.World:
                WorldEnds++;
                WorldEndsWithAddress += address.IsNone ? 0 : 1;
                break;
            case RawEndKind.Unknown:
                UnknownEnds++;
                break;
            default:
                break;
        }
    }

    private void CountPorts(in Flow flow)
    {
        if (flow.Protocol.HasPorts())
        {
            WithPortProtocol++;
            WithPort += flow.DestinationPort != 0 ? 1 : 0;
        }
    }

    private void CountEvent(in Flow flow)
    {
        switch (flow.Event)
        {
            case FlowEvent.Trace:
                Traces++;
                TracesWithReply += flow.IsReply is not null ? 1 : 0;
                break;
            case FlowEvent.PolicyVerdict:
                PolicyVerdicts++;
                Audited += flow.Verdict == Verdict.Audit ? 1 : 0;
                break;
            case FlowEvent.Drop:
                Drops++;
                break;
            case FlowEvent.L7 when flow.L7 == L7Protocol.Dns:
                Dns++;
                break;
            case FlowEvent.L7:
                L7++;
                break;
            default:
                break;
        }
    }
}
