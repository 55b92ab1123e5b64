using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Replaying;

namespace FlowToPolicy.Review.Verification;

/// <summary>Asks the policies of both ends about observed connections. Not safe for concurrent use.</summary>
public sealed class PolicyReplay
{
    private static readonly IReadOnlyList<PolicyEnd?> Unknown = [null];

    private readonly PolicyEvaluator _evaluator;
    private readonly VerificationOptions _options;

    /// <summary>The evaluator, for other questions about the same policies: what it has found is used again.</summary>
    internal PolicyEvaluator Evaluator => _evaluator;

    /// <summary>Compiles the policies.</summary>
    public PolicyReplay(PolicySet policies, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _evaluator = new PolicyEvaluator(policies, options.Evaluation);
    }

    /// <summary>What becomes of a connection.</summary>
    public ConnectionVerdict Judge(ObservedConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new ConnectionVerdict(connection, Judge(connection, PolicyDirection.Egress), Judge(connection, PolicyDirection.Ingress));
    }

    /// <summary>What a side that was judged says of a request inside the connection.</summary>
    internal Judgement Ask(ConnectionVerdict verdict, PolicyDirection direction, L7Request request)
    {
        SideVerdict side = verdict[direction];
        return _evaluator.Judge(direction, side.Subject!, side.Peer!, verdict.Connection.Edge.Protocol, verdict.Connection.Edge.Port, request);
    }

    /// <summary>Whether a direction is closed for a subject.</summary>
    public bool Closes(PolicyDirection direction, PolicyEnd subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return _evaluator.IsIsolated(direction, subject.Labels);
    }

    // Of several pairs of label sets the worst one is told: pods of the one revision may be stopped while those of the other are not.
    private SideVerdict Judge(ObservedConnection connection, PolicyDirection direction)
    {
        End end = connection.Subject(direction);
        if (!HasPolicies(end))
        {
            return SideVerdict.Open(direction);
        }

        bool egress = direction == PolicyDirection.Egress;
        IReadOnlyList<PolicyEnd> subjects = egress ? connection.Clients : connection.Servers, peers = egress ? connection.Servers : connection.Clients;
        if (subjects.Count == 0)
        {
            return Doubtful(direction, null, null, $"the labels of {end.Name} are not known");
        }

        SideVerdict? worst = null;
        foreach (PolicyEnd subject in subjects)
        {
            foreach (PolicyEnd? peer in peers.Count == 0 ? Unknown : peers)
            {
                SideVerdict verdict = Judge(connection, direction, subject, peer);
                if (worst is null || Weight(verdict.Verdict) > Weight(worst.Verdict))
                {
                    worst = verdict;
                }
            }
        }

        return worst!;
    }

    private SideVerdict Judge(ObservedConnection connection, PolicyDirection direction, PolicyEnd subject, PolicyEnd? peer)
    {
        Edge edge = connection.Edge;
        if (peer is null || !Expectation.IsExpressible(edge))
        {
            return !Closes(direction, subject)
                ? new SideVerdict(direction, ReplayVerdict.Admitted, null, subject, peer)
                : Doubtful(direction, subject, peer, peer is null ? $"the labels of {connection.Peer(direction).Name} are not known" : "the log leaves the port out");
        }

        Judgement judgement = Refused(edge, direction, subject, peer) ?? _evaluator.Judge(direction, subject, peer, edge.Protocol, edge.Port);
        ReplayVerdict verdict = judgement.Kind switch
        {
            JudgementKind.Unresolvable => judgement.Cause == UnresolvedCause.Conflict ? ReplayVerdict.Denied : ReplayVerdict.Unjudged,
            JudgementKind.AuthRequired => _options.AuthenticationWorks ? ReplayVerdict.Admitted : ReplayVerdict.Denied,
            _ => judgement.Admits ? ReplayVerdict.Admitted : ReplayVerdict.Denied,
        };
        return new SideVerdict(direction, verdict, judgement, subject, peer, verdict == ReplayVerdict.Unjudged ? judgement.Reason : null);
    }

    // The names that were asked are the only requests that a graph keeps.
    private Judgement? Refused(Edge edge, PolicyDirection direction, PolicyEnd subject, PolicyEnd peer)
    {
        foreach (string name in direction == PolicyDirection.Egress && edge.IsDns ? edge.QueriedNames : [])
        {
            Judgement judgement = _evaluator.Judge(direction, subject, peer, edge.Protocol, edge.Port, new DnsQuery(name));
            if (judgement.Kind == JudgementKind.RefusedByProxy)
            {
                return judgement with { Reason = $"the DNS proxy would refuse to answer {name}" };
            }

            if (judgement.Kind != JudgementKind.Redirected)
            {
                return null;
            }
        }

        return null;
    }

    private static SideVerdict Doubtful(PolicyDirection direction, PolicyEnd? subject, PolicyEnd? peer, string why) =>
        new(direction, ReplayVerdict.Unjudged, null, subject, peer, why);

    // Pods of this cluster, and the Ingress proxy, which cluster-wide policies select too; nodes only with the host firewall.
    private bool HasPolicies(End end) => end.Kind switch
    {
        EndKind.Workload => end.IsHome,
        EndKind.Ingress => true,
        EndKind.Host => _options.Evaluation.HostFirewall,
        _ => false,
    };

    private static int Weight(ReplayVerdict verdict) => verdict switch
    {
        ReplayVerdict.Admitted => 0,
        ReplayVerdict.Unjudged => 1,
        _ => 2,
    };
}
