using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Replays the edges of a graph one by one and keeps what is to be said of them.</summary>
internal sealed class EdgeReplay(ProposedRules rules, LabelReducer reducer, ProposalOptions options, IReadOnlySet<Edge> uncovered, IReadOnlySet<End> shared)
{
    private static readonly PolicyEnd Nobody = new(LabelSet.Empty);

    public long Connections { get; private set; }

    public int Edges { get; private set; }

    public long UnlistedAddresses { get; private set; }

    public long DeniedAttempts { get; private set; }

    public List<ProofFinding> Failures { get; } = [];

    public List<ProofFinding> DeniedAdmitted { get; } = [];

    public List<ProofFinding> DeniedInseparable { get; } = [];

    public List<ProofFinding> DeniedLeftOpen { get; } = [];

    public List<Edge> NotProvable { get; } = [];

    /// <summary>Replays one edge.</summary>
    public void Replay(Edge edge)
    {
        if (!IsProvable(edge))
        {
            NotProvable.Add(edge);
            return;
        }

        bool isAdmitted = false;
        foreach (Attempt attempt in Attempt.Of(edge, reducer))
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
    }

    // An end without labels matters only where the other end is closed; an edge that the proposal itself calls uncovered is told apart.
    private bool IsProvable(Edge edge)
    {
        if (uncovered.Contains(edge))
        {
            return false;
        }

        bool isKnown = Expectation.IsExpressible(edge) && edge.Client.LabelsKnown && edge.Server.LabelsKnown;
        return isKnown || !(Closes(PolicyDirection.Egress, edge.Client) || Closes(PolicyDirection.Ingress, edge.Server));
    }

    private bool Closes(PolicyDirection direction, End end) => reducer.Distinct(end.LabelSets).Any(labels => rules.Closes(direction, end, labels));

    private void ReplayAdmitted(Attempt attempt)
    {
        foreach ((PolicyEnd client, PolicyEnd server) in Pairs(attempt))
        {
            Answer answer = Ask(attempt, client, server);
            if (!answer.Admits)
            {
                Failures.Add(Finding(attempt, client, server, answer.RefusingSide, Reason(answer)));
            }
        }
    }

    private void ReplayDenied(Attempt attempt)
    {
        DeniedAttempts++;
        ProofFinding? admitted = null, open = null;
        foreach ((PolicyEnd client, PolicyEnd server) in Pairs(attempt))
        {
            Answer answer = Ask(attempt, client, server);
            if (!answer.IsClosed)
            {
                open ??= Finding(attempt, client, server, null, "neither end is closed by this proposal");
            }
            else if (answer.Admits)
            {
                PolicyDirection? side = answer.ClientCloses && answer.ServerCloses ? null : answer.ClientCloses ? PolicyDirection.Egress : PolicyDirection.Ingress;
                admitted ??= Finding(attempt, client, server, side, Opening(answer));
            }
        }

        if (attempt.Clients.Count == 0 || attempt.Servers.Count == 0)
        {
            open = Finding(attempt, Nobody, Nobody, null, "neither end is closed by this proposal");
        }

        if (admitted is not null)
        {
            (IsInseparable(attempt.Edge) ? DeniedInseparable : DeniedAdmitted).Add(admitted);
        }
        else if (open is not null)
        {
            DeniedLeftOpen.Add(open);
        }
    }

    private bool IsInseparable(Edge edge) => IsEntity(edge.Client) || IsEntity(edge.Server) || shared.Contains(edge.Client) || shared.Contains(edge.Server);

    private static bool IsEntity(End end) => end.Kind is not (EndKind.Workload or EndKind.World);

    private static IEnumerable<(PolicyEnd Client, PolicyEnd Server)> Pairs(Attempt attempt) =>
        attempt.Clients.SelectMany(client => attempt.Servers.Select(server => (client, server)));

    private Answer Ask(Attempt attempt, PolicyEnd client, PolicyEnd server) =>
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

    private static string Reason(Answer answer)
    {
        Judgement refusing = answer.Client is { Admits: false } client ? client : answer.Server!;
        return refusing.Reason ?? $"closed by {string.Join(", ", refusing.Rules)}, and no rule opens it";
    }

    private static string Opening(Answer answer) =>
        "opened by " + string.Join(", ", (answer.Client?.Rules ?? []).Concat(answer.Server?.Rules ?? []));
}
