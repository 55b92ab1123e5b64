using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Resolution;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

/// <summary>
/// Folds flows into a graph as they come. Takes no memory per flow: what it keeps grows with distinct ends, ports and addresses.
/// Not thread-safe; fold in parallel with one builder each and <see cref="Merge"/> them.
/// </summary>
public sealed class GraphBuilder : IForkingSink
{
    private readonly Dictionary<Endpoint, EndpointUse> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private GraphTally _tally;
    private EndMemory _ends;
    private string _lastNode = "";
    private string _lastEmitter = "";

    /// <summary>Makes a builder that has folded nothing.</summary>
    public GraphBuilder() => Begin(new GraphTally());

    /// <summary>What was folded so far.</summary>
    public GraphTally Tally
    {
        get
        {
            Flush();
            return _tally;
        }
    }

    /// <inheritdoc/>
    public void Accept(in Flow flow)
    {
        _tally.Read++;
        _tally.Cover(flow.Time);
        Note(flow);
        RawEnd source = Use(flow.Source);
        RawEnd destination = Use(flow.Destination);
        FlowReading reading = FlowReader.Read(flow);
        if (reading.NoEdge != NoEdge.None)
        {
            _tally.Count(reading.NoEdge);
            return;
        }

        RawEnd client = reading.Flipped ? destination : source;
        RawEnd server = reading.Flipped ? source : destination;
        NoEdge reason = EndPairs.Check(flow, client, server);
        if (reason != NoEdge.None)
        {
            _tally.Count(reason);
            return;
        }

        client = client.Kind != RawEndKind.Pod ? AsSeenBy(client, reading.Side == Side.Client && reading.Server(flow).Id == 0) : client;
        server = server.Kind != RawEndKind.Pod ? AsSeenBy(server, reading.Side == Side.Server && reading.Client(flow).Id == 0) : server;
        LearnNames(flow, reading, client);
        Fold(flow, reading, client, server);
    }

    /// <inheritdoc/>
    public void Lost(in LostEvents lost) =>
        _tally.Lost[lost.Source] = _tally.Lost.GetValueOrDefault(lost.Source) + lost.Count;

    /// <inheritdoc/>
    public void Status(NodeStatus status) => _tally.Learn(status);

    /// <inheritdoc/>
    public void Skip(SkipReason reason)
    {
        _tally.Read++;
        _tally.Count(reason);
    }

    /// <inheritdoc/>
    public IForkingSink Fork() => new GraphBuilder();

    /// <inheritdoc/>
    public void Join(IForkingSink fork)
    {
        var builder = (GraphBuilder)fork;
        if (Tally.Read == 0)
        {
            // Nothing to add to: the first fork's sum, which nobody needs any more, becomes ours.
            Begin(builder.Tally);
        }
        else
        {
            Merge(builder);
        }
    }

    /// <summary>Adds what another builder folded.</summary>
    public void Merge(GraphBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _tally.Merge(other.Tally);
    }

    /// <summary>Concludes what the flows mean: workloads, edges and what became of them.</summary>
    public CommunicationGraph Build() => GraphResolver.Resolve(Tally);

    /// <summary>
    /// Concludes what the flows mean, as <see cref="Build"/> does, and forgets them: of a large graph they take more memory than the graph itself.
    /// </summary>
    public CommunicationGraph BuildLast()
    {
        GraphTally tally = Tally;
        Begin(new GraphTally());
        return GraphResolver.Resolve(tally);
    }

    [MemberNotNull(nameof(_tally), nameof(_ends))]
    private void Begin(GraphTally tally)
    {
        _tally = tally;
        _ends = new EndMemory(tally);
        _nodes.Clear();
        _lastNode = "";
        _lastEmitter = "";
    }

    private void Note(in Flow flow)
    {
        if (flow.NodeName.Length > 0 && !ReferenceEquals(flow.NodeName, _lastNode))
        {
            _lastNode = flow.NodeName;
            LearnNode(_lastNode);
        }

        if (flow.EmitterVersion.Length > 0 && !ReferenceEquals(flow.EmitterVersion, _lastEmitter))
        {
            _lastEmitter = flow.EmitterVersion;
            string[] parts = _lastEmitter.Split('.', 3);
            if (parts.Length >= 2 && int.TryParse(parts[0], out int major) && int.TryParse(parts[1], out int minor) && major >= 0 && minor >= 0)
            {
                _tally.LearnVersion(new Version(major, minor));
            }
        }
    }

    private void LearnNode(string node)
    {
        if (_nodes.Contains(node) || _nodes.Count >= GraphTally.NodeLimit)
        {
            return;
        }

        _nodes.Add(node);
        _tally.Nodes.Add(node);
        int slash = node.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            _tally.HomeClusters.Add(node[..slash]);
        }
    }

    private void Flush()
    {
        foreach ((Endpoint endpoint, EndpointUse use) in _uses)
        {
            use.Flush(endpoint, _tally);
        }

        _uses.Clear();
    }

    private RawEnd Use(Endpoint endpoint)
    {
        if (_uses.Count >= EndpointTable.Limit)
        {
            Flush();
        }

        ref EndpointUse use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, endpoint, out bool isKnown);
        if (!isKnown)
        {
            use.End = _ends.Of(endpoint);
        }

        use.Times++;
        return use.End;
    }

    /// <summary>
    /// A node seen from the other end: identity "host" means the reporting node, so when the pod is not on that node, the node is a
    /// remote one for the pod's policy.
    /// </summary>
    private RawEnd AsSeenBy(RawEnd end, bool podIsElsewhere) =>
        podIsElsewhere && (end.Kind == RawEndKind.Host || (end.Kind == RawEndKind.KubeApiServer && end.Labels.IsReserved(ReservedIdentity.Host)))
            ? _tally.Intern(EndClassifier.AsRemoteNode(end))
            : end;

    private void LearnNames(in Flow flow, in FlowReading reading, RawEnd client)
    {
        Address server = reading.ServerAddress(flow);
        foreach (string name in reading.ServerNames(flow).AsSpan())
        {
            _tally.Names.Learn(client, server, name);
        }

        if (flow.L7 == L7Protocol.Dns && reading.Flipped && flow.DnsRcode == 0)
        {
            foreach (Address answer in flow.DnsAnswers.Span)
            {
                _tally.Names.Learn(client, answer, flow.DnsQuery);
            }
        }
    }

    private void Fold(in Flow flow, in FlowReading reading, RawEnd client, RawEnd server)
    {
        EdgeTally? tally;
        if (reading.Unclear)
        {
            UnclearTally unclear = GraphTally.Slot(_tally.Unclear, new RawEdge(client, server, flow.Protocol, 0));
            tally = unclear.Slot(reading.Flipped ? flow.DestinationPort : flow.SourcePort, reading.Port);
            if (tally is null)
            {
                unclear.AddBeyond(1);
                return;
            }
        }
        else
        {
            tally = GraphTally.Slot(_tally.Edges, new RawEdge(client, server, flow.Protocol, reading.Port));
        }

        tally.Add(reading.Side, reading.Kind, reading.Times, flow.Time, flow.NodeName, flow.Uuid);
        if (!client.IsPod || !server.IsPod)
        {
            Address address = client.IsPod ? reading.ServerAddress(flow) : reading.ClientAddress(flow);
            tally.AddAddress(address, reading.Side, reading.Kind, reading.Times);
        }

        bool redirectedDns = flow.Verdict == Verdict.Redirected && reading.Port == 53 && reading.Side == Side.Client;
        tally.ThroughDnsProxy |= redirectedDns || flow.L7 == L7Protocol.Dns;
        if (flow.L7 == L7Protocol.Dns && flow.DnsQuery.Length > 0)
        {
            tally.AddQuery(flow.DnsQuery);
        }
    }

    /// <summary>What an endpoint is, and how often it was seen since that was last learned from.</summary>
    private struct EndpointUse
    {
        public RawEnd End;
        public long Times;

        public readonly void Flush(Endpoint endpoint, GraphTally tally)
        {
            if (!End.IsPod)
            {
                return;
            }

            bool nameIsOurs = endpoint.Namespace.Length == 0 || endpoint.Namespace == End.Namespace;
            GraphTally.Slot(tally.Pods, End).Learn(
                nameIsOurs ? endpoint.WorkloadKind : "", nameIsOurs ? endpoint.WorkloadName : "", nameIsOurs ? endpoint.PodName : "", Times);
            if (endpoint.Identity is >= 100 and < 1 << 24 && endpoint.Labels.Count > 0)
            {
                tally.LearnIdentity(endpoint.Identity, End);
            }

            if (endpoint.Id != 0 && End.Cluster.Length > 0)
            {
                tally.HomeClusters.Add(End.Cluster);
            }
        }
    }
}
