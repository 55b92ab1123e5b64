using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What the two ends of a connection say to it.</summary>
/// <param name="ClientCloses">Whether the client's egress is closed.</param>
/// <param name="ServerCloses">Whether the server's ingress is closed.</param>
/// <param name="ClientRefuses">Whether its closed egress does not let it pass.</param>
/// <param name="ServerRefuses">Whether its closed ingress does not let it pass.</param>
internal readonly record struct Answer(bool ClientCloses, bool ServerCloses, bool ClientRefuses, bool ServerRefuses)
{
    /// <summary>Whether any end is closed.</summary>
    public bool IsClosed => ClientCloses || ServerCloses;

    /// <summary>Whether every closed end lets it through.</summary>
    public bool Admits => !ClientRefuses && !ServerRefuses;

    /// <summary>The only side that refuses; null when both do or none.</summary>
    public PolicyDirection? RefusingSide =>
        ClientRefuses == ServerRefuses ? null : ClientRefuses ? PolicyDirection.Egress : PolicyDirection.Ingress;
}

/// <summary>The proposed policies, each in the cluster that it is for.</summary>
internal sealed class ProposedRules
{
    private static readonly Passage Open = new(IsClosed: false, Admits: true);

    private readonly bool _isMesh;
    private readonly Dictionary<string, PolicyEvaluator> _evaluators = [];

    /// <summary>Compiles the policies.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="proposal">The policies.</param>
    /// <param name="peersAreLocal">
    /// Whether peers without a cluster label are those of the policy's own cluster (Cilium's default from 1.19) or of any (before).
    /// </param>
    public ProposedRules(CommunicationGraph graph, Proposal proposal, bool peersAreLocal)
    {
        _isMesh = graph.IsMesh;
        bool dualStack = IsDualStack(graph);
        foreach (IGrouping<string, ProposedPolicy> cluster in proposal.Policies.GroupBy(policy => _isMesh ? policy.Cluster : ""))
        {
            var options = new EvaluationOptions
            {
                DualStack = dualStack,
                PolicyDefaultLocalCluster = peersAreLocal,
                LocalCluster = cluster.Key.Length > 0 ? cluster.Key : EvaluationOptions.Default.LocalCluster,
            };
            _evaluators[cluster.Key] = new PolicyEvaluator([.. cluster.Select(policy => policy.Policy)], options);
        }
    }

    private ProposedRules(ProposedRules other)
    {
        _isMesh = other._isMesh;
        foreach ((string cluster, PolicyEvaluator evaluator) in other._evaluators)
        {
            _evaluators[cluster] = evaluator.Share();
        }
    }

    /// <summary>The same rules for another thread.</summary>
    public ProposedRules Share() => new(this);

    /// <summary>Whether a direction of the end is closed for pods with these labels.</summary>
    public bool Closes(PolicyDirection direction, End end, LabelSet labels) =>
        end.Kind == EndKind.Workload && Of(end) is { } evaluator && evaluator.IsIsolated(direction, labels);

    /// <summary>Asks both ends about one connection.</summary>
    public Answer Ask(End client, PolicyEnd clientSide, End server, PolicyEnd serverSide, Protocol protocol, ushort port)
    {
        Passage egress = Ask(PolicyDirection.Egress, client, clientSide, serverSide, protocol, port);
        Passage ingress = Ask(PolicyDirection.Ingress, server, serverSide, clientSide, protocol, port);
        return new Answer(egress.IsClosed, ingress.IsClosed, egress is { IsClosed: true, Admits: false }, ingress is { IsClosed: true, Admits: false });
    }

    /// <summary>Why one end answered as it did; null when its direction is open.</summary>
    public Judgement? Explain(PolicyDirection direction, End subject, PolicyEnd subjectSide, PolicyEnd peerSide, Protocol protocol, ushort port) =>
        Closes(direction, subject, subjectSide.Labels) ? Of(subject)!.Judge(direction, subjectSide, peerSide, protocol, port) : null;

    private Passage Ask(PolicyDirection direction, End subject, PolicyEnd subjectSide, PolicyEnd peerSide, Protocol protocol, ushort port) =>
        subject.Kind == EndKind.Workload && Of(subject) is { } evaluator ? evaluator.Ask(direction, subjectSide, peerSide, protocol, port) : Open;

    // Seen by the world's labels or, where the log leaves them out, by its addresses.
    private static bool IsDualStack(CommunicationGraph graph) =>
        graph.Ends.Any(end => end.LabelSets.Any(set => set.IsReserved(ReservedIdentity.WorldIpv4) || set.IsReserved(ReservedIdentity.WorldIpv6)))
        || graph.Edges.Any(edge => edge.Addresses.Any(address => address.Address.IsV6));

    private PolicyEvaluator? Of(End end) => _evaluators.GetValueOrDefault(_isMesh ? end.Cluster : "");
}
