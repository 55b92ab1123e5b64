using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Replays edges of a graph one by one and keeps what is to be said of them. For one thread.</summary>
/// <param name="rules">The rules, as narrowly and as widely as an agent may read them.</param>
/// <param name="reducer">What labels can be told apart.</param>
/// <param name="options">What is to be admitted.</param>
/// <param name="uncovered">The edges for which the proposal says that no rule can be written.</param>
/// <param name="groups">Which ends rules can name.</param>
/// <param name="names">The names of addresses.</param>
internal sealed class EdgeReplay(
    (ProposedRules Narrow, ProposedRules Wide) rules, LabelReducer reducer, ProposalOptions options, IReadOnlySet<Edge> uncovered, EndGroups groups, WorldNames names)
{
    private static readonly PolicyEnd Nobody = new(LabelSet.Empty);

    private readonly PolicyEnds _ends = new(reducer);
    private readonly bool _isOneReading = ReferenceEquals(rules.Narrow, rules.Wide);
    private bool _closedEndsAdmit;

    public long Connections { get; private set; }

    public int Edges { get; private set; }

    public long UnlistedAddresses { get; private set; }

    public long DeniedAttempts { get; private set; }

    public List<ProofFinding> Failures { get; } = [];

    /// <summary>The denied attempts that closed ends admit, whatever the reason.</summary>
    public List<(Attempt Attempt, ProofFinding Finding)> DeniedAdmitted { get; } = [];

    public List<ProofFinding> DeniedLeftOpen { get; } = [];

    public List<Edge> NotProvable { get; } = [];

    public List<Edge> StoppedUncovered { get; } = [];

    /// <summary>Replays one edge.</summary>
    /// <returns>Whether closed ends were seen to admit it by the wider reading of the rules, for any labels of the workload that is its client.</returns>
    public bool Replay(Edge edge)
    {
        if (!IsProvable(edge))
        {
            NotProvable.Add(edge);
            if (IsStopped(edge))
            {
                StoppedUncovered.Add(edge);
            }

            return false;
        }

        bool isAdmitted = false;
        _closedEndsAdmit = false;
        foreach (Attempt attempt in Attempt.Of(edge, _ends, names, options))
        {
            if (Expectation.MustPass(attempt.Outcome, options))
            {
                isAdmitted = true;
                ReplayAdmitted(attempt);
            }
            else if (Expectation.MustNotPass(attempt.Outcome, options))
            {
                ReplayDenied(attempt);
            }
        }

        if (isAdmitted)
        {
            Edges++;
            Connections += edge.Evidence.Connections;
            UnlistedAddresses += edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World ? edge.AddressesBeyond : 0;
        }

        return _closedEndsAdmit && edge.Client.Kind == EndKind.Workload;
    }

    /// <summary>The attempts of an edge that must pass and were replayed.</summary>
    public IEnumerable<Attempt> MustPass(Edge edge) =>
        IsProvable(edge) ? Attempt.Of(edge, _ends, names, options).Where(attempt => Expectation.MustPass(attempt.Outcome, options)) : [];

    // What the proposal calls uncovered is believed only where the edge itself shows that no rule can name it. Apart from that, an end
    // without labels, or a port that no rule can name, matters only where an end is closed.
    private bool IsProvable(Edge edge)
    {
        bool isExpressible = Expectation.IsExpressible(edge);
        if (uncovered.Contains(edge) && (!isExpressible || groups.CannotBeNamed(edge.Client) || groups.CannotBeNamed(edge.Server)))
        {
            return false;
        }

        return IsAskable(edge) || !(ClientCloses(edge) || ServerCloses(edge));
    }

    private static bool IsAskable(Edge edge) => Expectation.IsExpressible(edge) && edge.Client.LabelsKnown && edge.Server.LabelsKnown;

    // Where the evaluator cannot be asked, a closed end stops the edge because no rule of it can name the port or the other end.
    private bool IsStopped(Edge edge)
    {
        Attempt[] wanted = [.. Attempt.Of(edge, _ends, names, options).Where(attempt => Expectation.MustPass(attempt.Outcome, options))];
        return IsAskable(edge)
            ? wanted.Any(attempt => Pairs(attempt).Any(pair => !Ask(rules.Narrow, attempt, pair.Client, pair.Server).Admits))
            : wanted.Length > 0 && (ClientCloses(edge) || (ServerCloses(edge) && !edge.Marks.HasFlag(EdgeMarks.LocalHost)));
    }

    private bool ClientCloses(Edge edge) => Closes(PolicyDirection.Egress, edge.Client);

    private bool ServerCloses(Edge edge) => Closes(PolicyDirection.Ingress, edge.Server);

    private bool Closes(PolicyDirection direction, End end) => reducer.Distinct(end.LabelSets).Any(labels => rules.Wide.Closes(direction, end, labels));

    private void ReplayAdmitted(Attempt attempt)
    {
        foreach (PolicyEnd client in attempt.Clients)
        {
            foreach (PolicyEnd server in attempt.Servers)
            {
                Answer answer = Ask(rules.Narrow, attempt, client, server);
                _closedEndsAdmit |= answer is { IsClosed: true, Admits: true } && _isOneReading;
                if (!answer.Admits)
                {
                    Failures.Add(Finding(attempt, client, server, answer.RefusingSide, Reason(attempt, client, server, answer)));
                }
            }
        }
    }

    private void ReplayDenied(Attempt attempt)
    {
        DeniedAttempts++;
        ProofFinding? admitted = null, open = null;
        foreach ((PolicyEnd client, PolicyEnd server) in Pairs(attempt))
        {
            Answer answer = Ask(rules.Wide, attempt, client, server);
            if (!answer.IsClosed)
            {
                open ??= Finding(attempt, client, server, null, "neither end is closed by this proposal");
            }
            else if (answer.Admits)
            {
                _closedEndsAdmit = true;
                PolicyDirection? side = answer.ClientCloses && answer.ServerCloses ? null : answer.ClientCloses ? PolicyDirection.Egress : PolicyDirection.Ingress;

                // A finding about the own node is excused, so any other stands for the attempt.
                admitted = admitted is null || admitted.ClientLabels.IsReserved(ReservedIdentity.Host) ? Finding(attempt, client, server, side, Opening(attempt, client, server)) : admitted;
            }
        }

        if (attempt.Clients.Count == 0 || attempt.Servers.Count == 0)
        {
            open = Finding(attempt, Nobody, Nobody, null, "neither end is closed by this proposal");
        }

        if (admitted is not null)
        {
            DeniedAdmitted.Add((attempt, admitted));
        }
        else if (open is not null)
        {
            DeniedLeftOpen.Add(open);
        }
    }

    private static IEnumerable<(PolicyEnd Client, PolicyEnd Server)> Pairs(Attempt attempt) =>
        attempt.Clients.SelectMany(client => attempt.Servers.Select(server => (client, server)));

    private static Answer Ask(ProposedRules rules, Attempt attempt, PolicyEnd client, PolicyEnd server) =>
        rules.Ask(attempt.Edge.Client, client, attempt.Edge.Server, server, attempt.Edge.Protocol, attempt.Edge.Port);

    private static ProofFinding Finding(Attempt attempt, PolicyEnd client, PolicyEnd server, PolicyDirection? side, string reason) => new()
    {
        Edge = attempt.Edge,
        Address = attempt.Address,
        ClientLabels = client.Labels,
        ServerLabels = server.Labels,
        Side = side,
        Reason = reason,
    };

    private string Reason(Attempt attempt, PolicyEnd client, PolicyEnd server, Answer answer)
    {
        Judgement refusing = Explain(rules.Narrow, answer.ClientRefuses ? PolicyDirection.Egress : PolicyDirection.Ingress, attempt, client, server)!;
        return refusing.Reason ?? $"closed by {string.Join(", ", refusing.Rules)}, and no rule opens it";
    }

    private string Opening(Attempt attempt, PolicyEnd client, PolicyEnd server)
    {
        Judgement? egress = Explain(rules.Wide, PolicyDirection.Egress, attempt, client, server);
        Judgement? ingress = Explain(rules.Wide, PolicyDirection.Ingress, attempt, client, server);
        return "opened by " + string.Join(", ", (egress?.Rules ?? []).Concat(ingress?.Rules ?? []));
    }

    private static Judgement? Explain(ProposedRules rules, PolicyDirection direction, Attempt attempt, PolicyEnd client, PolicyEnd server) =>
        direction == PolicyDirection.Egress
            ? rules.Explain(direction, attempt.Edge.Client, client, server, attempt.Edge.Protocol, attempt.Edge.Port)
            : rules.Explain(direction, attempt.Edge.Server, server, client, attempt.Edge.Protocol, attempt.Edge.Port);
}
